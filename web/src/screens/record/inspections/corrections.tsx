import type { Shape } from '../../../api/types';

/** What has to be put right, one by one; the next visit looks at each again. */
export function Corrections({ corrections }: { corrections: readonly Shape<'CorrectionDto'>[] }) {
  if (corrections.length === 0) return null;
  return (
    <>
      <h3>To be put right</h3>
      <ul className="corrections">
        {corrections.map(({ id, text, codeReference, status, carriedOver }) => (
          <li key={id} className={`corrections__${status}`}>
            {text}
            {codeReference && ` (${codeReference})`}
            <span className="usa-hint">
              {status === 'resolved' ? ' Put right.' : carriedOver ? ' Found in an earlier visit, still open.' : ' Open.'}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
