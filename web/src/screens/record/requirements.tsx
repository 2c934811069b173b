import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Page } from '../../components/page';
import { recordPath } from '../../format/record-path';
import { Outstanding } from './outstanding';
import { recordQuery, requirementsQuery } from './record.queries';

/** What stands between the permit and its issue, live. */
export default function Requirements() {
  const number = useParams().number!;
  const { data: requirements } = useSuspenseQuery(requirementsQuery(number));
  const { data: record } = useSuspenseQuery(recordQuery(number));
  const { outstanding, met } = requirements;
  return (
    <Page title={`What ${requirements.number} still needs`} lead={leadOf(outstanding.length, met)}>
      <Outstanding on={{ ...record, home: recordPath(record) }} outstanding={outstanding} />
    </Page>
  );
}

function leadOf(count: number, met: boolean): string {
  if (count > 0) return 'The permit is issued by itself, and mailed to you, the moment the last of these is met.';
  return met ? 'Nothing is missing: the permit is issued, or will be within seconds.' : 'Nothing can be met any more.';
}
