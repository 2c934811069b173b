import { Link } from 'react-router';
import type { Shape } from '../../api/types';

export function PermitTypeList({ types }: { types: readonly Shape<'PermitTypeDto'>[] }) {
  return (
    <ul className="rows">
      {types.map(({ code, name, summary, submission }) => (
        <li key={code}>
          <div className="rows__what">
            <Link to={`/permit-types/${code}`}>
              <strong>{name}</strong>
            </Link>
            <p>{summary}</p>
          </div>
          <span className={submission === 'online' ? 'tag tag--good' : 'tag tag--waiting'}>
            {submission === 'online' ? 'Apply online' : 'At the counter'}
          </span>
        </li>
      ))}
    </ul>
  );
}
