import type { FieldErrors } from 'react-hook-form';
import { WholeNumbers } from '../components/whole-numbers';
import { ProblemError, wordsOf } from '../problems/problem';
import { fieldId } from './field';

interface ErrorSummaryProps {
  formId: string;
  errors: FieldErrors;
  /** Why sending failed, if it did. */
  refusal: unknown;
}

/** On top of a form: all that is wrong, each with a way to its field. */
export function ErrorSummary({ formId, errors, refusal }: ErrorSummaryProps) {
  const wrong = wrongFields(errors);
  const elsewhere = refusal instanceof ProblemError ? refusal.fields.filter(({ name }) => !wrong.some((field) => field.name === name)) : [];
  if (wrong.length === 0 && !refusal) return null;
  return (
    <div className="usa-alert usa-alert--error error-summary" role="alert" tabIndex={-1}>
      <div className="usa-alert__body">
        <h2 className="usa-alert__heading">{wrong.length ? 'Please look at this again' : 'This could not be done'}</h2>
        {refusal !== undefined && wrong.length === 0 && elsewhere.length === 0 && <Why refusal={refusal} />}
        <ul className="usa-list usa-list--unstyled">
          {wrong.map(({ name, message }) => (
            <li key={name}>
              <a
                href={`#${fieldId(formId, name)}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(fieldId(formId, name))?.focus();
                }}
              >
                {message}
              </a>
            </li>
          ))}
          {elsewhere.map(({ name, detail }) => (
            <li key={name + detail}>{name ? `${name}: ${detail}` : detail}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function Why({ refusal }: { refusal: unknown }) {
  const isStale = refusal instanceof ProblemError && refusal.code === 'platform.stale-version';
  return (
    <>
      <p className="usa-alert__text">
        <WholeNumbers>{isStale ? STALE : wordsOf(refusal)}</WholeNumbers>
      </p>
      {isStale && (
        <button type="button" className="usa-button usa-button--outline" onClick={() => window.location.reload()}>
          Load it as it is now
        </button>
      )}
    </>
  );
}

const STALE = 'Somebody else has changed this in the meantime. What you typed stays here: look at both, and send it again.';

/** The errors of nested fields under their whole names. */
function wrongFields(errors: object, under = ''): { name: string; message: string }[] {
  return Object.entries(errors).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value !== 'object' || value === null) return [];
    const name = under + key;
    if ('message' in value && 'type' in value) return [{ name, message: String(value.message) }];
    return wrongFields(value, `${name}.`);
  });
}
