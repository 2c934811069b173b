import { FileUpload } from './file-upload/file-upload';
import { StatusTag } from './status-tag';

interface AskedPapersProps {
  /** The record that keeps them. */
  number: string;
  papers: readonly { code: string; name: string; uploaded: boolean }[];
  onArrived: (name: string) => Promise<void>;
}

/** The papers that the city asks for: which have arrived, and a place for each. */
export function AskedPapers({ number, papers, onArrived }: AskedPapersProps) {
  const missing = papers.filter(({ uploaded }) => !uploaded).length;
  return (
    <>
      <p>
        {papers.length === 0 ? 'The city asks for none.' : missing > 0 ? `${missing} of ${papers.length} are missing.` : 'All are here.'}
      </p>
      <ul className="stack">
        {papers.map(({ code, name, uploaded }) => (
          <li key={code} className="panel">
            <p>
              <strong>{name}</strong> <StatusTag status={uploaded ? 'passed' : 'due'} label={uploaded ? 'Here' : 'Missing'} />
            </p>
            <FileUpload
              label={uploaded ? `Another file: ${name}` : `Upload: ${name}`}
              to={`/v1/records/${number}/attachments`}
              fields={{ documentType: code }}
              onDone={() => void onArrived(name)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
