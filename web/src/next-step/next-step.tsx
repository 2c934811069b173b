import type { ReactNode } from 'react';
import type { Shape } from '../api/types';
import { WholeNumbers } from '../components/whole-numbers';
import { longDate } from '../format/dates';
import { NextActions } from './next-actions';
import type { ActedOn } from './places.rules';

const WHO: Record<Shape<'NextStepDto'>['actor'], string> = {
  applicant: 'Your turn',
  contractor: 'The contractor’s turn',
  city: 'The city’s turn',
  none: 'Nothing to do',
};

interface NextStepProps {
  step: Shape<'NextStepDto'>;
  on: ActedOn;
  feesDueCents?: number;
  /** Besides: another way on. */
  children?: ReactNode;
}

/** What happens next and who must act, with the button that does it. */
export function NextStep({ step: { actor, label, dueOn, action }, on, feesDueCents, children }: NextStepProps) {
  return (
    <section className={actor === 'applicant' || actor === 'contractor' ? 'panel panel--next' : 'panel'} aria-labelledby="next-step">
      <h2 id="next-step">{WHO[actor]}</h2>
      <p>
        <WholeNumbers>{label}</WholeNumbers>
      </p>
      {dueOn && actor !== 'none' && !label.includes(longDate(dueOn)) && <p className="muted">By {longDate(dueOn)}</p>}
      <div className="actions">
        <NextActions on={on} action={action} feesDueCents={feesDueCents} />
        {children}
      </div>
    </section>
  );
}
