import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar, CatalogueFileError, CityProfile, defineCatalogue, readCatalogueFile } from '../../city/index.js';
import { ContractorClasses } from '../../contractors/index.js';
import { FeeForms, FeeScheduleLoader, FeeSchedules, type FeeForm } from '../../payments/index.js';
import { CounterTypesFile, PermitTypesFile } from './catalogue-files.js';
import { catalogueProblems, toCatalogue, type Catalogue } from './catalogue.js';
import type { FormField } from './permit-type.js';
import { wordsOf } from './permit-type-version.rules.js';
import { PermitTypes } from './permit-types.service.js';
import { Vocabulary } from './vocabulary.service.js';

/** Any constant: replicas that start together take turns. */
const LOADING_LOCK = 7_106_310;

/** Fills an empty catalogue from the city's files; from then on administrators publish new versions. */
@Injectable()
export class PermitTypeLoader implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly profile: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly contractorClasses: ContractorClasses,
    private readonly types: PermitTypes,
    private readonly vocabulary: Vocabulary,
    private readonly feeForms: FeeForms,
    private readonly feeLoader: FeeScheduleLoader,
    private readonly feeSchedules: FeeSchedules,
  ) {}

  onModuleInit(): void {
    this.feeForms.offer(() => this.forms());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.feeLoader.loaded();
    const isFilled = await this.database.transaction(async () => {
      await this.database.execute(sql`select pg_advisory_xact_lock(${LOADING_LOCK})`);
      if (await this.database.row(sql`select 1 from permits.permit_type limit 1`)) return true;
      const { effectiveOn, schedule } = await this.feeSchedules.inForce(this.calendar.today());
      const { catalogue, forms } = readFiles(this.profile, () => this.contractorClasses);
      this.feeLoader.check(schedule, forms);
      await this.store(catalogue, effectiveOn);
      return false;
    });
    if (isFilled) await this.tellWhatDiffers();
    this.vocabulary.forget();
    this.types.forget();
  }

  /** Whoever edits the files of a portal that runs would otherwise wait for the change in vain. */
  private async tellWhatDiffers(): Promise<void> {
    const logger = new Logger('City');
    try {
      const { catalogue } = readFiles(this.profile, () => this.contractorClasses);
      const rows = await this.database.rows(sql<{ code: string }>`
        select t->>'code' as code from jsonb_array_elements(${JSON.stringify(catalogue.types)}::jsonb) with ordinality as list (t, n)
        where not exists (select 1 from permits.permit_type_version v where v.code = t->>'code' and v.definition = t->'definition')
        order by n`);
      if (rows.length === 0) return;
      const codes = rows.map(({ code }) => code).join(', ');
      logger.warn(
        `The city's files say something else of ${codes} than any version in the portal. They fill an empty database only: the portal goes by what is published with admin/permit-types.`,
      );
    } catch (error) {
      if (!(error instanceof CatalogueFileError)) throw error;
      logger.warn(`${error.message}\nThe portal goes by what is published with admin/permit-types.`);
    }
  }

  /** The newest form of every online type that is not retired, for the fees that ask about its answers. */
  private forms(): Promise<FeeForm[]> {
    return this.database.rows(sql<FeeForm & { fields: FormField[] }>`
      select distinct on (v.code) v.code as permit_type, v.definition->'form' as fields, v.status = 'published' as offered
      from permits.permit_type_version v join permits.permit_type t on t.code = v.code
      where v.definition->>'submission' = 'online' and (t.retired_on is null or t.retired_on > ${this.calendar.today().toString()}::date)
      order by v.code, v.status desc, v.version desc`);
  }

  /** In force from the same day as the fees they were checked against. */
  private async store({ vocabulary, words, types }: Catalogue, effectiveOn: Temporal.PlainDate): Promise<void> {
    const now = this.clock.now().toString();
    const rows = types.map(({ code, definition }) => ({ id: newId(), code, definition, words: wordsOf(definition, words) }));
    await this.database.execute(sql`
      insert into permits.vocabulary_word (kind, code, meaning, position)
      select w->>'kind', w->>'code', w->'meaning', n from jsonb_array_elements(${JSON.stringify(vocabulary)}::jsonb) with ordinality as list (w, n)`);
    await this.database.execute(sql`
      insert into permits.permit_type (code)
      select t->>'code' from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as list (t, n) order by n`);
    await this.database.execute(sql`
      insert into permits.permit_type_version (id, code, version, status, effective_on, definition, words, revision, created_at, published_at)
      select (t->>'id')::uuid, t->>'code', 1, 'published', ${effectiveOn.toString()}::date, t->'definition', t->'words', 1, ${now}::timestamptz, ${now}::timestamptz
      from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) t`);
  }
}

defineCatalogue((profile) => readFiles(profile, () => new ContractorClasses(profile)));

/** The files themselves come first: what is wrong in them is said whatever the contractors' file is like. */
function readFiles(
  { catalogues, recordPrefixes }: CityProfile,
  classes: () => ContractorClasses,
): { catalogue: Catalogue; forms: FeeForm[] } {
  const { permitTypes, counterTypes } = catalogues;
  const online = readCatalogueFile(permitTypes, PermitTypesFile);
  const counter = readCatalogueFile(counterTypes, CounterTypesFile);
  const catalogue = toCatalogue(online, counter, recordPrefixes, classes().all);
  const ofFile = (submission: string) => catalogue.types.filter(({ definition }) => definition.submission === submission);
  for (const [path, submission] of [
    [permitTypes, 'online'],
    [counterTypes, 'counter'],
  ] as const) {
    const problems = catalogueProblems(ofFile(submission), catalogue);
    if (problems.length > 0) throw new CatalogueFileError(path, problems);
  }
  const forms = ofFile('online').map(({ code, definition }) => ({ permitType: code, fields: definition.form, offered: true }));
  return { catalogue, forms };
}
