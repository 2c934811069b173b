import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useParams } from 'react-router';
import type { Shape } from '../../api/types';
import { Page } from '../../components/page';
import { permitTypeQuery } from '../../api/permit-types';
import { permitQuery } from '../record/record.queries';
import { ApplicationForm } from './application-form';
import { ReturnedNotice } from './returned-notice';
import './apply.css';

const OPEN_IN: readonly Shape<'PermitDto'>['status'][] = ['draft', 'returned', 'corrections-required'];

/** An application that has begun: it keeps itself as it is filled in, and says all the time what it still misses. */
export default function ApplicationPage() {
  const number = useParams().number!;
  const { data: permit } = useSuspenseQuery(permitQuery(number));
  const { data: type } = useSuspenseQuery(permitTypeQuery(permit.permitType));
  const [round, setRound] = useState(0);
  if (!OPEN_IN.includes(permit.status) || permit.relation === 'linked') return <Navigate to={`/records/${permit.number}`} replace />;
  return (
    <Page
      title={`Application ${permit.number}`}
      over={type.name}
      lead="Everything you enter is saved as you go: come back at any time."
      wide
    >
      <ReturnedNotice permit={permit} />
      <ApplicationForm key={`${permit.permitType} ${round}`} type={type} permit={permit} onSettled={() => setRound(round + 1)} />
    </Page>
  );
}
