import { useQueryClient } from '@tanstack/react-query';
import { use } from 'react';
import { useFormContext } from 'react-hook-form';
import type { Shape } from '../../api/types';
import { FileButton } from '../../components/file-button';
import { FileUpload } from '../../components/file-upload/file-upload';
import { say } from '../../components/live-region';
import { fieldId, FormIdContext, messageAt } from '../../forms/field';
import { recordChanged } from '../record/record.queries';

type PermitDocument = Shape<'PermitDocumentDto'>;

/** The documents that the answers call for: first those without which it cannot be submitted. */
export function DocumentFields({ permit: { number, documents } }: { permit: Shape<'PermitDto'> }) {
  const now = documents.filter(({ phase }) => phase === 'at-submission');
  const later = documents.filter(({ phase }) => phase !== 'at-submission');
  return (
    <>
      {now.length > 0 && <h2>Documents</h2>}
      {now.map((document) => (
        <DocumentField key={document.code} number={number} document={document} />
      ))}
      {later.length > 0 && (
        <>
          <h2>Documents that may follow</h2>
          <p>They are needed before the permit can be issued. You can add them now or later.</p>
          {later.map((document) => (
            <DocumentField key={document.code} number={number} document={document} />
          ))}
        </>
      )}
    </>
  );
}

function DocumentField({ number, document: { code, name, required, attachments } }: { number: string; document: PermitDocument }) {
  const client = useQueryClient();
  const { formState, clearErrors } = useFormContext();
  const field = `documents.${code}`;
  const error = messageAt(formState.errors, field);
  return (
    <div className="document-field">
      <FileUpload
        id={fieldId(use(FormIdContext), field)}
        name={field}
        label={required ? name : `${name} (optional)`}
        to={`/v1/records/${number}/attachments`}
        fields={{ documentType: code }}
        error={error}
        onDone={() => {
          clearErrors(field);
          say(`${name} has arrived.`);
          void recordChanged(client, number);
        }}
      />
      {attachments.length > 0 && (
        <ul className="rows">
          {attachments.map(({ id, fileName }) => (
            <li key={id}>
              <div className="rows__what">
                <span aria-hidden="true">✓ </span>
                <FileButton path={`/v1/attachments/${id}/content`} fileName={fileName}>
                  {fileName}
                </FileButton>
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
