import { Link } from 'react-router';
import type { Shape } from '../../../api/types';
import type { Step } from './steps.rules';
import './steps.css';

/** Where one is among the steps, and the way to each. */
export function Where({ steps: { number, steps }, at }: { steps: Shape<'BusinessStepsDto'>; at: Step }) {
  const index = steps.findIndex(({ step }) => step === at);
  return (
    <nav aria-label="Steps">
      <p className="muted">
        Step {index + 1} of {steps.length}
      </p>
      <ol className="steps">
        {steps.map(({ step, label, state }) => (
          <li key={step} className={`steps__step steps__step--${state}`}>
            <Link to={`/business-registrations/${number}/steps/${step}`} aria-current={step === at ? 'step' : undefined}>
              {label}
              <span className="usa-sr-only">{state === 'complete' ? ', complete' : ', to do'}</span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
