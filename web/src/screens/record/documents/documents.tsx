import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Page } from '../../../components/page';
import { attachmentsQuery, permitQuery, recordQuery } from '../record.queries';
import { DocumentCard } from './document-card';
import { slotsOf } from './documents.rules';
import { AnotherDocument } from './another-document';

/** The files of a record by what they are, each with its versions, and the place to add more. */
export default function Documents() {
  const number = useParams().number!;
  const { data: record } = useSuspenseQuery(recordQuery(number));
  const { data: attachments } = useSuspenseQuery(attachmentsQuery(number));
  const { data: permit } = useQuery({ ...permitQuery(number), enabled: record.kind === 'permit' });
  const isOpen = record.closedAt === null;
  const slots = slotsOf(permit?.documents ?? [], attachments);
  return (
    <Page
      title={`Documents of ${record.number}`}
      lead={isOpen ? 'Add files, or a newer version of one. Older versions stay on file.' : 'The record is closed: it takes no more files.'}
    >
      {slots.map((slot) => (
        <DocumentCard key={slot.code} number={number} slot={slot} isOpen={isOpen} mayDelete={record.status === 'draft'} />
      ))}
      {slots.length === 0 && <p>There are no files yet.</p>}
      {isOpen && <AnotherDocument number={number} title={slots.length > 0 ? 'Something else' : 'Add a file'} />}
    </Page>
  );
}
