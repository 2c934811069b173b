import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InspectionsService } from '../inspections/index.js';
import { toInstant } from '../../platform/database/types.js';
import { toDay } from '../../platform/time/to-day.js';
import { BusinessCalendar } from '../city/index.js';
import { FeesService } from '../payments/index.js';
import { OutstandingService, type Outstanding } from '../records/index.js';
import { ReviewsService } from '../reviews/index.js';
import { BEING_WRITTEN, type BusinessStatus } from './business-registration.status.js';
import { BusinessRows, type BusinessRow, type OpenRenewalRow } from './business-rows.js';
import { outstandingOf, type BusinessFacts } from './business-outstanding.rules.js';
import { BusinessCatalogue } from './catalogue/business-catalogue.js';
import { correctionsDueOn } from './renewal/renewal.rules.js';
import { BusinessStepsQueries } from './steps/business-steps.queries.js';
import { STEPS } from './steps/steps.js';

/** What registrations wait for, read in a fixed number of queries. */
@Injectable()
export class BusinessOutstanding implements OnModuleInit {
  constructor(
    private readonly rows: BusinessRows,
    private readonly steps: BusinessStepsQueries,
    private readonly reviews: ReviewsService,
    private readonly inspections: InspectionsService,
    private readonly fees: FeesService,
    private readonly catalogue: BusinessCatalogue,
    private readonly outstanding: OutstandingService,
    private readonly calendar: BusinessCalendar,
  ) {}

  onModuleInit(): void {
    this.outstanding.register({ kind: 'license', of: async (ids) => this.ofRows(await this.rows.byIds(ids)) });
  }

  /** Of a draft that is just being opened. */
  ofDraft(number: string): Outstanding {
    const steps = STEPS.map((step) => ({ step, state: 'not-started' as const, missing: [] }));
    return outstandingOf({ ...NOTHING_YET, number, status: 'draft', steps });
  }

  async of(recordId: string): Promise<Outstanding> {
    return (await this.ofRows(await this.rows.byIds([recordId]))).get(recordId)!;
  }

  async ofRows(rows: readonly BusinessRow[]): Promise<Map<string, Outstanding>> {
    const ids = rows.map(({ recordId }) => recordId);
    if (ids.length === 0) return new Map();
    const written = rows.filter(({ status }) => (BEING_WRITTEN as readonly BusinessStatus[]).includes(status));
    const steps = written.length > 0 ? await this.steps.progressOf(written) : new Map<string, never>();
    const renewals = new Map((await this.rows.openRenewals(ids)).map((renewal) => [renewal.recordId, renewal]));
    const reviews = await this.reviews.states(ids);
    const visits = Map.groupBy(await this.inspections.active(ids), ({ recordId }) => recordId);
    const fees = await this.fees.outstandingOf(ids);
    return new Map(
      rows.map((row) => {
        const { recordId, number, status } = row;
        return [
          recordId,
          outstandingOf({
            number,
            status,
            expiresOn: toDay(row.expiresOn),
            steps: steps.get(recordId) ?? [],
            reviews: reviews.get(recordId)!,
            inspections: visits.get(recordId) ?? [],
            fees: fees.get(recordId)!,
            renewal: this.renewalOf(row, renewals.get(recordId)),
          }),
        ];
      }),
    );
  }

  private renewalOf(row: BusinessRow, renewal: OpenRenewalRow | undefined): BusinessFacts['renewal'] {
    if (!renewal) return null;
    const { status, correctionsAt } = renewal;
    if (!correctionsAt) return { status, correctionsDueOn: null };
    const { daysToCorrect } = this.catalogue.file.renewal;
    return {
      status,
      correctionsDueOn: correctionsDueOn(toDay(row.expiresOn)!, this.calendar.dateOf(toInstant(correctionsAt)), daysToCorrect),
    };
  }
}

const NOTHING_YET = { expiresOn: null, reviews: { open: [], asking: [] }, inspections: [], fees: [], renewal: null };
