import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BusinessCalendar, CityProfile } from '../city/index.js';
import { feeItems, FeesService } from '../payments/index.js';
import { OutstandingService, type Outstanding } from '../records/index.js';
import { outstandingOf } from './contractor-outstanding.rules.js';
import { ContractorsService, type ContractorStanding } from './contractors.service.js';
import { OpenFilings } from './filings/open-filings.js';

/** What registrations wait for, read in a fixed number of queries. */
@Injectable()
export class ContractorOutstanding implements OnModuleInit {
  constructor(
    private readonly contractors: ContractorsService,
    private readonly filings: OpenFilings,
    private readonly fees: FeesService,
    private readonly outstanding: OutstandingService,
    private readonly calendar: BusinessCalendar,
    private readonly profile: CityProfile,
  ) {}

  onModuleInit(): void {
    this.outstanding.register({ kind: 'license', of: async (ids) => this.of(await this.contractors.byRecordIds([...ids])) });
  }

  async of(standings: readonly ContractorStanding[]): Promise<Map<string, Outstanding>> {
    const ids = standings.map(({ recordId }) => recordId);
    if (ids.length === 0) return new Map();
    const filings = await this.filings.ofEach(ids);
    const fees = await this.fees.outstandingOf(ids);
    return new Map(
      standings.map(({ recordId, number, status, expiresOn, problems, papersSince }) => [
        recordId,
        outstandingOf({
          number,
          status,
          expiresOn,
          lapsed: problems.filter(({ credential }) => credential !== 'registration').map(({ name }) => name),
          papersDueOn: papersSince && this.calendar.addBusinessDays(papersSince, this.profile.contractor.decisionBusinessDays),
          filing: filings.get(recordId) ?? null,
          fees: feeItems(fees.get(recordId)!, number),
        }),
      ]),
    );
  }
}
