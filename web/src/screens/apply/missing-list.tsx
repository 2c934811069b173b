import { use } from 'react';
import type { Shape } from '../../api/types';
import { fieldId, FormIdContext } from '../../forms/field';
import { missingOf } from './missing.rules';

/** Everything that is still missing, each with the way to its place on the page. */
export function MissingList({ type, permit }: { type: Shape<'PermitTypeDto'>; permit: Shape<'PermitDto'> }) {
  const formId = use(FormIdContext);
  const missing = missingOf(type, permit);
  return (
    <aside className="panel missing" aria-labelledby="missing">
      <h2 id="missing">{missing.length === 0 ? 'Nothing is missing' : `Still missing: ${missing.length}`}</h2>
      {missing.length === 0 && <p>You can submit it now.</p>}
      <ul>
        {missing.map(({ name, label }) => {
          const id = fieldId(formId, name);
          return (
            <li key={name}>
              <a
                href={`#${id}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(id)?.focus();
                }}
              >
                {label}
              </a>
            </li>
          );
        })}
      </ul>
    </aside>
  );
}
