import { Injectable } from '@nestjs/common';
import type { StaffRole } from '../../../platform/auth/principal.js';
import type { Cents } from '../../../platform/money/money.js';
import { InspectionsService, type ActiveInspection } from '../../inspections/index.js';
import { FeesService, type OutstandingFee } from '../../payments/index.js';
import { ReviewsService, type AskingReview, type OpenReview } from '../../reviews/index.js';
import type { BusinessStatus } from '../business-registration.status.js';
import type { Unmet } from '../next-step.rules.js';

/** One thing that a certificate still waits for. */
export interface BusinessOutstandingItem {
  kind: 'review' | 'inspection' | 'fee';
  code: string;
  label: string;
  waitingOn: 'applicant' | 'city';
  /** Who on the staff, when it is the city. */
  role: StaffRole | null;
  since: Temporal.Instant;
  dueOn: Temporal.PlainDate | null;
  amountCents: Cents | null;
}

/** What a certificate still waits for: reviews, inspections and fees, asked from the modules that have them. */
@Injectable()
export class BusinessOutstanding {
  constructor(
    private readonly reviews: ReviewsService,
    private readonly inspections: InspectionsService,
    private readonly fees: FeesService,
  ) {}

  /** All of it, in words, by record: a fixed number of queries, however many. */
  async of(registrations: readonly { recordId: string; status: BusinessStatus }[]): Promise<Map<string, BusinessOutstandingItem[]>> {
    // Nothing stands between a registration that is in force and its certificate but its renewal.
    const ids = registrations.filter(({ status }) => !SETTLED.includes(status)).map(({ recordId }) => recordId);
    if (ids.length === 0) return new Map();
    const [reviews, inspections, fees] = await Promise.all([
      this.reviews.states(ids),
      this.inspections.active(ids),
      this.fees.outstandingOf(ids),
    ]);
    const visits = Map.groupBy(inspections, ({ recordId }) => recordId);
    return new Map(
      ids.map((id) => {
        const { open, asking } = reviews.get(id)!;
        return [
          id,
          [
            ...open.map(openReview),
            ...asking.map(askingReview),
            ...(visits.get(id) ?? []).map(openInspection),
            ...fees.get(id)!.map(unpaidFee),
          ],
        ];
      }),
    );
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

const OF_APPLICANT = { waitingOn: 'applicant', role: null, dueOn: null, amountCents: null } as const;
const SETTLED: readonly BusinessStatus[] = ['draft', 'returned', 'denied', 'closed', 'revoked'];

function openReview({ discipline, name, since, dueOn }: OpenReview): BusinessOutstandingItem {
  return {
    kind: 'review',
    code: discipline,
    label: `${name} review`,
    waitingOn: 'city',
    role: 'plan-reviewer',
    since,
    dueOn,
    amountCents: null,
  };
}

function askingReview({ discipline, name, since }: AskingReview): BusinessOutstandingItem {
  return { ...OF_APPLICANT, kind: 'review', code: discipline, label: `${name} review: corrections`, since };
}

/** A visit that is booked is the inspector's to make. */
function openInspection({ typeCode, typeName, openedAt, appointment }: ActiveInspection): BusinessOutstandingItem {
  const inspection = { ...OF_APPLICANT, kind: 'inspection' as const, code: typeCode, label: `${typeName} inspection`, since: openedAt };
  if (!appointment) return inspection;
  return { ...inspection, waitingOn: 'city', role: 'inspector', dueOn: Temporal.PlainDate.from(appointment.date) };
}

function unpaidFee({ code, description, amountCents, since }: OutstandingFee): BusinessOutstandingItem {
  return { ...OF_APPLICANT, kind: 'fee', code, label: description, since, amountCents };
}
