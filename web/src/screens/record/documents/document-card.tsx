import { useQueryClient } from '@tanstack/react-query';
import { FileUpload } from '../../../components/file-upload/file-upload';
import { say } from '../../../components/live-region';
import { recordChanged } from '../record.queries';
import type { Slot } from './documents.rules';
import { FileRow } from './file-row';

interface DocumentCardProps {
  number: string;
  slot: Slot;
  /** Whether the record still takes files. */
  isOpen: boolean;
  mayDelete: boolean;
}

/** One kind of document: its newest files, the versions before, and the place for a newer one. */
export function DocumentCard({ number, slot: { code, name, asked, files }, isOpen, mayDelete }: DocumentCardProps) {
  const client = useQueryClient();
  const current = files.filter((file) => file.current);
  const older = files.filter((file) => !file.current);
  const [replaced] = current;
  return (
    <section className="panel" aria-labelledby={`document-${code}`}>
      <h2 id={`document-${code}`}>{name}</h2>
      {asked && files.length === 0 && <p className="muted">{missing(asked)}</p>}
      {current.length > 0 && (
        <ul className="rows">
          {current.map((file) => (
            <FileRow key={file.id} number={number} file={file} mayDelete={mayDelete} />
          ))}
        </ul>
      )}
      {older.length > 0 && (
        <details>
          <summary>Older versions ({older.length})</summary>
          <ul className="rows">
            {older.map((file) => (
              <FileRow key={file.id} number={number} file={file} mayDelete={false} />
            ))}
          </ul>
        </details>
      )}
      {isOpen && (
        <FileUpload
          label={replaced ? `Upload a newer version of ${replaced.fileName}` : `Upload: ${name}`}
          to={`/v1/records/${number}/attachments`}
          fields={{ documentType: code, ...(replaced ? { replaces: replaced.id } : {}) }}
          onDone={() => {
            say(`${name} has arrived.`);
            void recordChanged(client, number);
          }}
        />
      )}
    </section>
  );
}

function missing({ required, phase }: NonNullable<Slot['asked']>): string {
  if (!required) return 'Welcome, but not required.';
  return phase === 'at-submission' ? 'Missing: needed to submit.' : 'Missing: needed before the permit can be issued.';
}
