import type { ReactNode } from 'react';
import type { Shape } from '../api/types';
import { longDate } from '../format/dates';

const WHO: Record<Shape<'NextStepDto'>['actor'], string> = {
  applicant: 'Your turn',
  contractor: 'The contractor’s turn',
  city: 'The city’s turn',
  none: 'Nothing to do',
};

/** What happens next and who must act, with the button that does it. */
export function NextStep({ step: { actor, label, dueOn }, children }: { step: Shape<'NextStepDto'>; children?: ReactNode }) {
  return (
    <section className={actor === 'applicant' || actor === 'contractor' ? 'panel panel--next' : 'panel'} aria-labelledby="next-step">
      <h2 id="next-step">{WHO[actor]}</h2>
      <p>{label}</p>
      {dueOn && actor !== 'none' && !label.includes(longDate(dueOn)) && <p className="muted">By {longDate(dueOn)}</p>}
      {children && <div className="actions">{children}</div>}
    </section>
  );
}
