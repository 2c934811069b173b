import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/database/ids.js';
import { InstantType, PlainDateType } from '../../../platform/database/types.js';
import { changeOf, type Change, type Deed } from '../../../platform/status/change.js';
import type { CodeCase } from '../case.entity.js';
import { HEARING_FINDINGS, type HearingFinding } from '../case.status.js';
import { HEARING_STATUSES, HearingMachine } from './hearing.status.js';

const HearingSchema = defineEntity({
  name: 'Hearing',
  schema: 'code_enforcement',
  tableName: 'hearing',
  properties: {
    id: p.uuid().primary(),
    caseId: p.uuid(),
    date: p.type(PlainDateType),
    startMinute: p.integer(),
    status: p.enum(HEARING_STATUSES),
    finding: p.enum(HEARING_FINDINGS).nullable(),
    orderText: p.text().nullable(),
    /** A fine followed what it found. */
    fined: p.boolean(),
    remindedWeek: p.boolean(),
    remindedDay: p.boolean(),
    scheduledAt: p.type(InstantType),
  },
});

/** A hearing of a cited case; the case says what becomes of it. */
export class Hearing extends HearingSchema.class {
  /** `soon`: who is told today of a hearing within a week needs no reminder of the week. */
  static schedule(caseId: string, date: Temporal.PlainDate, startMinute: number, soon: boolean, scheduledAt: Temporal.Instant): Hearing {
    const fresh = { status: 'scheduled' as const, fined: false, remindedWeek: soon, remindedDay: false };
    return Object.assign(new Hearing(), { id: newId(), caseId, date, startMinute, ...fresh, scheduledAt });
  }

  /** Another one takes its place. */
  move(codeCase: CodeCase): Change {
    return this.does(codeCase, 'move');
  }

  cancel(codeCase: CodeCase): Change {
    return this.does(codeCase, 'cancel');
  }

  hold(codeCase: CodeCase, finding: HearingFinding, orderText: string): Change {
    return this.does(codeCase, 'hold', { finding, orderText });
  }

  /** What was written down of it was wrong. */
  correct(codeCase: CodeCase, finding: HearingFinding, orderText: string): Change {
    return this.does(codeCase, 'correct', { finding, orderText });
  }

  fine(codeCase: CodeCase): Change {
    return this.does(codeCase, 'fine', { fined: true });
  }

  private does({ about }: CodeCase, verb: keyof typeof HearingMachine.verbs, set?: Deed<Hearing>['set']): Change {
    return changeOf(HearingMachine, this as Hearing, about, verb, { set, tells: { silentBecause: 'the case says it' } });
  }
}
HearingSchema.setClass(Hearing);
