import { Link } from 'react-router';
import type { Shape } from '../../api/types';
import { StatusTag } from '../../components/status-tag';
import { longDate, weekdayDate } from '../../format/dates';
import { money } from '../../format/money';

type Asked = Shape<'ConveyanceCycleInspectionDto'>;

/** What the next certificate waits for, in any order. */
export function Cycle({ number, cycle }: { number: string; cycle: Shape<'ConveyanceCycleDto'> }) {
  const { kind, dueOn, daysOverdue, feesDueCents, inspections } = cycle;
  return (
    <section aria-labelledby="cycle">
      <h2 id="cycle">{kind === 'annual' ? 'What the next certificate waits for' : 'What the certificate waits for'}</h2>
      {daysOverdue > 0 ? (
        <p>It has been without a certificate for {daysOverdue} days and may not run.</p>
      ) : (
        dueOn && <p>All of it by {longDate(dueOn)}, when the present certificate runs out.</p>
      )}
      <ul className="rows">
        <li>
          <div className="rows__what">
            <p>
              <strong>Fee</strong>
            </p>
          </div>
          {feesDueCents > 0 ? <span>{money(feesDueCents)} to pay</span> : <StatusTag status="paid" label="Paid" />}
        </li>
        {inspections.map((asked) => (
          <Visit key={asked.inspectionId} number={number} asked={asked} />
        ))}
      </ul>
    </section>
  );
}

function Visit({ number, asked: { name, passedOn, appointmentOn, correctionsDueOn } }: { number: string; asked: Asked }) {
  return (
    <li>
      <div className="rows__what">
        <p>
          <strong>{name}</strong>
        </p>
        {!passedOn && appointmentOn && <p>An inspector comes on {weekdayDate(appointmentOn)}.</p>}
        {!passedOn && correctionsDueOn && <p>What was found must be put right by {longDate(correctionsDueOn)}.</p>}
      </div>
      {passedOn ? (
        <StatusTag status="passed" label={`Passed on ${longDate(passedOn)}`} />
      ) : (
        <Link className="usa-button usa-button--outline" to={`/records/${number}/inspections`}>
          {appointmentOn ? 'Move or cancel' : 'Schedule'}
          <span className="usa-sr-only"> {name}</span>
        </Link>
      )}
    </li>
  );
}
