import { Link } from 'react-router';
import { PayButton } from '../../components/pay-button';
import { longDate } from '../../format/dates';
import { money } from '../../format/money';
import { byWhoMustAct, type Blocker, type Group, type WaitingOn } from './blockers.rules';

const WHOSE: Record<WaitingOn, string> = {
  applicant: 'The owners and applicants',
  contractor: 'The contractors',
  city: 'The city',
};

interface BlockersProps {
  blockers: readonly Blocker[];
  /** What is due now on each record that the reader may pay for. */
  fees: ReadonlyMap<string, number>;
}

/** Everything that holds the project up, by who must act. */
export function Blockers({ blockers, fees }: BlockersProps) {
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
              <Waiting key={group.recordNumber} group={group} feesDueCents={waitingOn === 'applicant' ? fees.get(group.recordNumber) : 0} />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

function Waiting({ group: { recordNumber, typeName, blockers }, feesDueCents = 0 }: { group: Group; feesDueCents?: number }) {
  return (
    <li>
      <div className="rows__what">
        <p>
          <Link to={`/records/${recordNumber}`}>
            {typeName}, {recordNumber}
          </Link>
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
      {blockers.some(({ amountCents }) => amountCents !== null) && <PayButton number={recordNumber} cents={feesDueCents} look="outline" />}
    </li>
  );
}
