import { Link } from 'react-router';
import type { Shape } from '../../api/types';
import { longDate, moment } from '../../format/dates';
import type { NextAction } from './next-action.rules';

const ACTORS: Record<Shape<'NextStepDto'>['actor'], string> = {
  applicant: 'Your turn',
  contractor: 'The contractor’s turn',
  city: 'The city’s turn',
  none: 'Nothing to do',
};

/** What happens next and who must act, with the button that does it. */
export function NextStep({ step, action }: { step: Shape<'NextStepDto'>; action: NextAction | null }) {
  return (
    <section className={step.actor === 'applicant' ? 'panel panel--next' : 'panel'} aria-labelledby="next-step">
      <h2 id="next-step">{ACTORS[step.actor]}</h2>
      <p>{step.label}</p>
      {step.actor !== 'none' && (
        <p className="muted">
          Since {moment(step.since)}
          {step.dueOn && `, due ${longDate(step.dueOn)}`}
        </p>
      )}
      {action && (
        <Link className="usa-button" to={action.to}>
          {action.label}
        </Link>
      )}
    </section>
  );
}
