import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { permitTypeQuery } from '../../api/permit-types';
import { Page } from '../../components/page';
import { AtTheCounter } from './at-the-counter';
import { Online } from './online';

/** What one permit is for, and how to get it. */
export default function PermitType() {
  const { code } = useParams() as { code: string };
  const { data: type } = useSuspenseQuery(permitTypeQuery(code));
  return (
    <Page title={type.name} over={type.categoryName} lead={type.summary}>
      {type.counter ? <AtTheCounter type={type} counter={type.counter} /> : <Online type={type} />}
    </Page>
  );
}
