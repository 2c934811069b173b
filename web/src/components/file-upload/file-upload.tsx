import { useEffect, useId, type ReactNode } from 'react';
import { UploadRow } from './upload-row';
import { useUploads } from './use-uploads';
import './file-upload.css';

/** What the city takes, for the file chooser; the portal looks at the content itself. */
const TAKEN = '.pdf,.png,.jpg,.jpeg,.tif,.tiff,.heic,.doc,.docx,.xls,.xlsx,.dwg,.dxf,.txt,.csv';

interface FileUploadProps<Stored> {
  label: ReactNode;
  hint?: string;
  /** Where the files go, such as `/v1/records/ZAS-2026-00017/attachments`. */
  to: string;
  /** Sent along with each file. */
  fields: Record<string, string>;
  onDone: (stored: Stored) => void;
  /** How many are on their way now: a form waits for those. */
  onPending?: (count: number) => void;
  accept?: string;
  /** Within a form: by which its errors find it. */
  id?: string;
  name?: string;
  error?: string;
}

/** Chooses files and sends them at once, each with its progress; a lost line costs nothing. */
export function FileUpload<Stored>(props: FileUploadProps<Stored>) {
  const { label, hint, to, fields, onDone, onPending, accept = TAKEN, error, name, ...given } = props;
  const own = useId();
  const id = given.id ?? own;
  const { uploads, add, send, forget } = useUploads<Stored>(to, fields, onDone);
  const pending = uploads.filter(({ failure }) => !failure).length;
  useEffect(() => void onPending?.(pending), [onPending, pending]);
  return (
    <div className={`file-upload usa-form-group${error ? ' usa-form-group--error' : ''}`}>
      <label className="usa-label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <div className="usa-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <div className="usa-error-message" id={`${id}-error`}>
          {error}
        </div>
      )}
      <input
        id={id}
        name={name}
        className="file-upload__input"
        type="file"
        multiple
        accept={accept}
        aria-describedby={[hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined}
        aria-invalid={error ? true : undefined}
        onChange={({ target }) => {
          add(target.files ?? []);
          target.value = '';
        }}
      />
      {uploads.length > 0 && (
        <ul className="file-upload__list">
          {uploads.map((one) => (
            <UploadRow key={one.key} upload={one} onAgain={() => void send(one)} onForget={() => forget(one.key)} />
          ))}
        </ul>
      )}
    </div>
  );
}
