import { useQueryClient } from '@tanstack/react-query';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import type { Shape } from '../../../api/types';
import { ActionButton } from '../../../components/action-button';
import { FileButton } from '../../../components/file-button';
import { moment } from '../../../format/dates';
import { size } from '../../../format/sizes';
import { recordChanged } from '../record.queries';

const BY: Record<Shape<'AttachmentDto'>['uploadedBy'], string> = {
  you: 'you',
  party: 'another party',
  city: 'the city',
  outsider: 'somebody else',
};

interface FileRowProps {
  number: string;
  file: Shape<'AttachmentDto'>;
  /** Before the city has had the record. */
  mayDelete: boolean;
}

export function FileRow({ number, file, mayDelete }: FileRowProps) {
  const client = useQueryClient();
  const remove = async () => {
    await answer(api.DELETE('/v1/attachments/{id}', { params: { path: { id: file.id } } }));
    await recordChanged(client, number);
  };
  return (
    <li>
      <div className="rows__what">
        {file.scan === 'pending' || file.scan === 'infected' ? (
          <span>{file.fileName}</span>
        ) : (
          <FileButton path={`/v1/attachments/${file.id}/content`} fileName={file.fileName}>
            {file.fileName}
          </FileButton>
        )}
        <span className="file__facts muted">
          {file.version > 1 && `version ${file.version}, `}
          {size(file.sizeBytes)}, added by {BY[file.uploadedBy]}, {moment(file.uploadedAt)}
        </span>
        {file.scan === 'pending' && (
          <span className="usa-hint">It is being checked for malicious content; it can be opened in a minute.</span>
        )}
        {file.scan === 'infected' && (
          <span className="usa-error-message">Malicious content was found in it, so nobody gets it. Please upload a clean version.</span>
        )}
      </div>
      {mayDelete && file.uploadedBy === 'you' && (
        <ActionButton
          act={remove}
          done={`${file.fileName} was deleted.`}
          confirm={{ question: `Delete ${file.fileName}?`, yes: 'Yes, delete it' }}
          about={file.fileName}
        >
          Delete
        </ActionButton>
      )}
    </li>
  );
}
