import { Injectable } from '@nestjs/common';
import { InspectionsService } from '../../inspections/index.js';
import { FeesService } from '../../payments/index.js';
import { ReviewsService } from '../../reviews/index.js';
import type { BusinessOutstandingDto } from '../business-registrations.dto.js';
import type { BusinessStatus } from '../business-registration.status.js';
import type { Unmet } from '../next-step.rules.js';

/** What a certificate still waits for: reviews, inspections and fees, asked from the modules that have them. */
@Injectable()
export class BusinessOutstanding {
  constructor(
    private readonly reviews: ReviewsService,
    private readonly inspections: InspectionsService,
    private readonly fees: FeesService,
  ) {}

  /** All of it, in words. Nothing stands between a registration that is in force and its certificate but its renewal. */
  async of({ recordId, status }: { recordId: string; status: BusinessStatus }): Promise<BusinessOutstandingDto[]> {
    if (SETTLED.includes(status)) return [];
    const [{ open, asking }, inspections, fees] = await Promise.all([
      this.reviews.state(recordId),
      this.inspections.active([recordId]),
      this.fees.outstanding(recordId),
    ]);
    return [
      ...open.map(({ discipline, name, dueOn }) => ({
        ...EMPTY,
        kind: 'review' as const,
        code: discipline,
        label: `${name} review`,
        dueOn: dueOn.toString(),
      })),
      ...asking.map(({ discipline, name }) => ({
        ...EMPTY,
        kind: 'review' as const,
        code: discipline,
        label: `${name} review: corrections`,
        waitingOn: 'applicant' as const,
      })),
      ...inspections.map(({ typeCode, typeName }) => ({
        ...EMPTY,
        kind: 'inspection' as const,
        code: typeCode,
        label: `${typeName} inspection`,
        waitingOn: 'applicant' as const,
      })),
      ...fees.map(({ code, description, amountCents }) => ({
        ...EMPTY,
        kind: 'fee' as const,
        code,
        label: description,
        waitingOn: 'applicant' as const,
        amountCents,
      })),
    ];
  }

  /** Once the reviews are done; null when nothing is left. */
  async unmet(recordId: string): Promise<Unmet | null> {
    const inspections = await this.inspections.active([recordId]);
    const fees = await this.fees.outstanding(recordId);
    if (inspections.length === 0 && fees.length === 0) return null;
    return {
      feesDueCents: fees.reduce((sum, { amountCents }) => sum + amountCents, 0),
      inspections: inspections.map(({ typeName }) => typeName),
    };
  }
}

const EMPTY = { waitingOn: 'city' as const, amountCents: null, dueOn: null };
const SETTLED: readonly BusinessStatus[] = ['draft', 'returned', 'denied', 'closed', 'revoked'];
