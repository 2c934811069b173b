import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Page } from '../../../components/page';
import { recordQuery } from '../record.queries';
import { Invitations } from './invitations';
import { Leave } from './leave';
import { Links } from './links';

/** Who follows the record, whom its owner has invited, and the way out for whoever only follows it. */
export default function People() {
  const number = useParams().number!;
  const { data: record } = useSuspenseQuery(recordQuery(number));
  return (
    <Page
      title={`People on ${record.number}`}
      lead={
        record.relation === 'linked'
          ? 'You follow this record; its owner sees that, and can end it.'
          : 'Who else sees this record, and who was invited to it.'
      }
    >
      {record.relation === 'linked' ? (
        <Leave number={record.number} />
      ) : (
        <>
          <Links number={record.number} />
          <Invitations record={record} />
        </>
      )}
    </Page>
  );
}
