import { useQuery } from '@tanstack/react-query';
import type { Shape } from '../../../api/types';
import { FileButton } from '../../../components/file-button';
import { moment } from '../../../format/dates';
import { attachmentsQuery } from '../record.queries';

const OUTCOMES: Record<Shape<'InspectionResultDto'>['outcome'], string> = {
  approved: 'Approved',
  partial: 'Partly approved',
  'corrections-required': 'Corrections required',
  'no-access': 'The inspector could not get in',
  'not-ready': 'The work was not ready',
};

interface ResultProps {
  recordNumber: string;
  result: Shape<'InspectionResultDto'>;
}

/** What the inspector found. */
export function Result({ recordNumber, result }: ResultProps) {
  return (
    <>
      <p>
        <strong>{OUTCOMES[result.outcome]}</strong>, {moment(result.recordedAt)}
      </p>
      {result.comments && <p>{result.comments}</p>}
      {result.attachmentIds.length > 0 && <Photos recordNumber={recordNumber} ids={result.attachmentIds} />}
    </>
  );
}

/** Photos and papers of the visit. */
function Photos({ recordNumber, ids }: { recordNumber: string; ids: readonly string[] }) {
  const { data: attachments = [] } = useQuery(attachmentsQuery(recordNumber));
  return (
    <ul>
      {attachments
        .filter(({ id }) => ids.includes(id))
        .map(({ id, fileName }) => (
          <li key={id}>
            <FileButton path={`/v1/attachments/${id}/content`} fileName={fileName}>
              {fileName}
            </FileButton>
          </li>
        ))}
    </ul>
  );
}
