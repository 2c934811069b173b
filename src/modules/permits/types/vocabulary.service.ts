import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { ShortLived } from '../../../platform/time/short-lived.js';
import { ContractorClasses } from '../../contractors/index.js';
import type { Named } from './permit-type.js';
import { toWords, type Discipline, type InspectionType, type Word, type Words } from './vocabulary.js';

/** How long another replica may miss a word that was just defined. */
const MOST_AGE_MS = 2_000;

/** Looks up the words that permit types are written in, as they stand today. */
@Injectable()
export class Vocabulary {
  private readonly current: ShortLived<Words>;

  constructor(
    private readonly database: Database,
    private readonly contractorClasses: ContractorClasses,
    clock: Clock,
  ) {
    this.current = new ShortLived(clock, MOST_AGE_MS, async () => toWords(await this.stored(), this.contractorClasses.all));
  }

  words(): Promise<Words> {
    return this.current.get();
  }

  async discipline(code: string): Promise<Discipline | undefined> {
    return own((await this.words()).disciplines, code);
  }

  async contractorClass(code: string): Promise<Named | undefined> {
    return own((await this.words()).contractorClasses, code);
  }

  async documentType(code: string): Promise<Named | undefined> {
    return own((await this.words()).documentTypes, code);
  }

  async inspectionType(code: string): Promise<InspectionType | undefined> {
    return own((await this.words()).inspectionTypes, code);
  }

  /** As they were first defined, kind by kind. */
  stored(): Promise<Word[]> {
    return this.database.rows(sql<Word>`select kind, code, meaning from permits.vocabulary_word order by kind, position, code`);
  }

  /** Call after the commit that defined a word. */
  forget(): void {
    this.current.forget();
  }
}

function own<T>(words: Record<string, T>, code: string): T | undefined {
  return Object.hasOwn(words, code) ? words[code] : undefined;
}
