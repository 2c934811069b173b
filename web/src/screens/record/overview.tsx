import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { OtherRecord } from './other-record';
import { PermitOverview } from './permit-overview';
import { PublicRecord } from './public-record';
import { recordQuery } from './record.queries';

/** What a record is about and what comes next; what everybody may see, for whoever is no party to it. */
export default function Overview() {
  const { data: record } = useSuspenseQuery(recordQuery(useParams().number!));
  if (record.relation === null) return <PublicRecord record={record} />;
  return record.kind === 'permit' ? <PermitOverview number={record.number} /> : <OtherRecord record={record} />;
}
