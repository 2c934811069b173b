import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Shape } from '../../../api/types';
import { FileButton } from '../../../components/file-button';
import { FileUpload } from '../../../components/file-upload/file-upload';
import { say } from '../../../components/live-region';
import { permitQuery, recordChanged } from '../record.queries';

/** The files uploaded for a review, and the place for more, beside its comments. */
export function ReviewFiles({ review }: { review: Shape<'ListedReviewDto'> }) {
  const files = review.attachments ?? [];
  return (
    <div>
      {files.length > 0 && (
        <>
          <h3>Files for this review</h3>
          <ul>
            {files.map(({ id, fileName, version }) => (
              <li key={id}>
                <FileButton path={`/v1/attachments/${id}/content`} fileName={fileName}>
                  {version > 1 ? `${fileName}, version ${version}` : fileName}
                </FileButton>
              </li>
            ))}
          </ul>
        </>
      )}
      {(review.status === 'corrections-required' || review.status === 'pending') && <RevisedFile review={review} />}
    </div>
  );
}

function RevisedFile({ review }: { review: Shape<'ListedReviewDto'> }) {
  const client = useQueryClient();
  const { data: permit } = useQuery(permitQuery(review.recordNumber));
  const [code, setCode] = useState('');
  if (!permit) return null;
  const document = permit.documents.find((one) => one.code === code) ?? permit.documents[0];
  if (!document) return null;
  const id = `revised-${review.id}`;
  const [replaced] = document.attachments;
  return (
    <div>
      <label className="usa-label" htmlFor={id}>
        Which document do you want to add for this review?
      </label>
      <select id={id} className="usa-select" value={document.code} onChange={(event) => setCode(event.target.value)}>
        {permit.documents.map((one) => (
          <option key={one.code} value={one.code}>
            {one.name}
          </option>
        ))}
      </select>
      <FileUpload
        label={replaced ? `Newer version of ${replaced.fileName}` : 'File'}
        to={`/v1/records/${review.recordNumber}/attachments`}
        fields={{ documentType: document.code, reviewId: review.id, ...(replaced ? { replaces: replaced.id } : {}) }}
        onDone={() => {
          say('The file has arrived, and the reviewer sees it.');
          void recordChanged(client, review.recordNumber);
        }}
      />
    </div>
  );
}
