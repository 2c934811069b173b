import type { Shape } from '../../api/types';
import { RecordLink } from '../../components/record-link';
import { longDate } from '../../format/dates';
import { money } from '../../format/money';
import { recordPath } from '../../format/record-path';
import { NextActions } from '../../next-step/next-actions';
import { byWhoMustAct, type Blocker, type Group, type WaitingOn } from './blockers.rules';

const WHOSE: Record<WaitingOn, string> = {
  applicant: 'The owners and applicants',
  contractor: 'The contractors',
  city: 'The city',
};

interface BlockersProps {
  blockers: readonly Blocker[];
  records: readonly Shape<'ProjectRecordDto'>[];
}

/** Everything that holds the project up, by who must act. */
export function Blockers({ blockers, records }: BlockersProps) {
  const parts = byWhoMustAct(blockers);
  return (
    <section aria-labelledby="blockers">
      <h2 id="blockers">What holds it up</h2>
      {parts.length === 0 && <p>Nothing. Every record is done, or goes on by itself.</p>}
      {parts.map(({ waitingOn, groups }) => (
        <section key={waitingOn} aria-labelledby={`waits-${waitingOn}`}>
          <h3 id={`waits-${waitingOn}`}>{WHOSE[waitingOn]}</h3>
          <ul className="rows">
            {groups.map((group) => (
              <Waiting key={group.recordNumber} group={group} record={records.find(({ number }) => number === group.recordNumber)} />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

function Waiting({ group: { recordNumber, typeName, blockers }, record }: { group: Group; record?: Shape<'ProjectRecordDto'> }) {
  // Who is nothing on the record sees what holds it up, and can do nothing about it.
  const isMine = record && record.relation !== null;
  const isToPay = blockers.some(({ amountCents }) => amountCents !== null);
  return (
    <li>
      <div className="rows__what">
        <p>
          <RecordLink number={recordNumber} name={typeName} />
        </p>
        <ul className="usa-list">
          {blockers.map(({ label, amountCents, dueOn }) => (
            <li key={label}>
              {label}
              {amountCents !== null && `: ${money(amountCents)}`}
              {dueOn && !label.includes(longDate(dueOn)) && `, by ${longDate(dueOn)}`}
            </li>
          ))}
        </ul>
      </div>
      {isMine && (
        <div className="rows__do">
          <NextActions
            on={{ ...record, home: recordPath(record) }}
            action={blockers.find(({ action }) => action)?.action}
            feesDueCents={isToPay ? (record.feesDueCents ?? 0) : 0}
          />
        </div>
      )}
    </li>
  );
}
