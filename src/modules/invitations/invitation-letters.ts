import { Injectable } from '@nestjs/common';

/** How the letter of an invitation fares: on its way, taken by the mail system, given up, or not meant to go out any more. */
export const LETTER_STATES = ['queued', 'sent', 'failed', 'not-sent'] as const;
export type LetterState = (typeof LETTER_STATES)[number];

export type LetterStatesOf = (invitationIds: string[]) => Promise<ReadonlyMap<string, LetterState>>;

/** What became of the letters, told by whoever carries them: it stands above and registers itself here. */
@Injectable()
export class InvitationLetters {
  private carrier: LetterStatesOf = () => Promise.resolve(new Map());

  register(carrier: LetterStatesOf): void {
    this.carrier = carrier;
  }

  statesOf(invitationIds: string[]): ReturnType<LetterStatesOf> {
    return invitationIds.length === 0 ? Promise.resolve(new Map()) : this.carrier(invitationIds);
  }
}
