import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { VocabularyWordUnknown } from './permit-type.errors.js';
import { toWordDto, type DefineWordRequest, type VocabularyDto, type WordDto } from './permit-types.admin.dto.js';
import { meaningProblems } from './vocabulary.rules.js';
import { Vocabulary } from './vocabulary.service.js';
import { WORD_KINDS, type Meaning, type WordKind } from './vocabulary.js';

/** The administrator's side of the vocabulary. Published types keep the words they were published with. */
@Injectable()
export class VocabularyDefinitions {
  constructor(
    private readonly database: Database,
    private readonly vocabulary: Vocabulary,
    private readonly audit: AuditLog,
  ) {}

  async list(): Promise<VocabularyDto> {
    const words = await this.vocabulary.stored();
    const { contractorClasses } = await this.vocabulary.words();
    return { items: words.map(toWordDto), contractorClasses: Object.values(contractorClasses) };
  }

  /** Gives a word its meaning, a new one or another. */
  async define(kind: string, code: string, request: DefineWordRequest): Promise<WordDto> {
    const word = { kind: knownKind(kind), code, meaning: JSON.parse(JSON.stringify(request)) as Meaning };
    const problems = meaningProblems(word.kind, word.meaning, await this.vocabulary.words());
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code) || code.length > 80) {
      problems.push({ pointer: '/code', detail: 'must be lower-case words joined by hyphens, such as site-plan' });
    }
    if (problems.length > 0) throw new InvalidInput(problems);
    await this.database.transaction(async () => {
      const before = await this.database.row(sql<{ meaning: Record<string, unknown> }>`
        select meaning from permits.vocabulary_word where kind = ${word.kind} and code = ${code} for update`);
      await this.database.execute(sql`
        insert into permits.vocabulary_word (kind, code, meaning, position)
        values (${word.kind}, ${code}, ${JSON.stringify(word.meaning)}::jsonb, (select coalesce(max(position), 0) + 1 from permits.vocabulary_word))
        on conflict (kind, code) do update set meaning = excluded.meaning`);
      await this.audit.record({
        action: 'permits.define-word',
        subject: `${word.kind} ${code}`,
        before: before?.meaning ?? null,
        after: { ...word.meaning },
      });
      this.database.afterCommit(() => this.vocabulary.forget());
    });
    return toWordDto(word);
  }
}

function knownKind(kind: string): WordKind {
  const known = WORD_KINDS.find((candidate) => candidate === kind);
  if (!known) throw new VocabularyWordUnknown(`The vocabulary has no words of the kind ${kind}; it has ${WORD_KINDS.join(', ')}.`);
  return known;
}
