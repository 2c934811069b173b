import { Injectable, Logger } from '@nestjs/common';
import { Job } from '../../platform/jobs/job.decorators.js';
import { LetterRefused, Mailer } from '../../platform/mail/mailer.js';
import { Deliveries, type QueuedDelivery } from './deliveries.js';
import { Letters } from './letters.js';

/**
 * Carries letters to the mail server. A letter goes out at least once: when the process dies between the server's answer and our
 * note of it, it is sent again under the same Message-ID.
 */
@Injectable()
export class DeliveryJobs {
  private readonly logger = new Logger(DeliveryJobs.name);

  constructor(
    private readonly deliveries: Deliveries,
    private readonly letters: Letters,
    private readonly mailer: Mailer,
  ) {}

  @Job('notifications.deliver')
  async deliver({ deliveryId }: { deliveryId: string }): Promise<void> {
    const delivery = await this.deliveries.begin(deliveryId);
    if (!delivery) return;
    let address: string | null = null;
    try {
      const letter = await this.letters.write(delivery);
      if (typeof letter === 'string') return await this.deliveries.notSent(deliveryId, letter);
      address = letter.to.address;
      await this.mailer.send(letter);
    } catch (error) {
      return this.refused(delivery, address, error);
    }
    await this.deliveries.sent(deliveryId, address);
  }

  private async refused(delivery: QueuedDelivery, address: string | null, error: unknown): Promise<void> {
    const byMail = error instanceof LetterRefused;
    if (!byMail) this.logger.error(error);
    const state = await this.deliveries.refused(delivery, {
      error: byMail ? error.message : 'The letter could not be made ready.',
      permanent: byMail && error.permanent,
      address,
    });
    if (state === 'failed')
      this.logger.warn(`The message ${delivery.kind} could not be delivered (delivery ${delivery.deliveryId}, ${delivery.tries} tries).`);
  }
}
