import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Shape } from '../../api/types';
import { FileUpload } from '../../components/file-upload/file-upload';
import { concernQuery } from './concern.queries';

/** At most as many as the portal takes. */
const MOST = 10;

/** Takes photos of a concern, which code officers alone will see. */
export function Photos({ code, count: before }: { code: string; count: number }) {
  const client = useQueryClient();
  const [count, setCount] = useState(before);
  const stored = ({ photoCount }: Shape<'ConcernPhotoDto'>) => {
    setCount(photoCount);
    void client.invalidateQueries(concernQuery(code));
  };
  return (
    <>
      <p>{count === 0 ? 'A photo often tells more than words. Only code officers see it.' : `${count} of ${MOST} photos have arrived.`}</p>
      {count < MOST && (
        <FileUpload
          label="Choose photos"
          to={`/v1/concerns/${encodeURIComponent(code)}/photos`}
          fields={{}}
          accept=".jpg,.jpeg,.png,.heic,image/*"
          onDone={stored}
        />
      )}
    </>
  );
}
