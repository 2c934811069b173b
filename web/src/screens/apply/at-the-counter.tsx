import { Link } from 'react-router';
import type { Shape } from '../../api/types';
import { Alert } from '../../components/alert';
import { Page } from '../../components/page';

/** A permit that is not taken online: what to bring, and where. */
export function AtTheCounter({ type }: { type: Shape<'PermitTypeDto'> }) {
  return (
    <Page title={`${type.name} is taken at the counter`} over={type.categoryName} lead={type.counter?.reason}>
      <p>{type.instructions}</p>
      {type.counter?.warning && <Alert kind="warning">{type.counter.warning}</Alert>}
      <Link to="/permit-finder">Look for another permit</Link>
    </Page>
  );
}
