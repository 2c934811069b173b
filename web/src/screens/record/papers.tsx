import type { Shape } from '../../api/types';
import { FileButton } from '../../components/file-button';

/** The permit card and the certificate of completion, once there are. */
export function Papers({ permit: { number, links, status } }: { permit: Shape<'PermitDto'> }) {
  if (!links.document) return null;
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">Official documents</h2>
      <ul>
        <li>
          <FileButton path={`/v1/permits/${number}/document`} fileName={`${number}.pdf`}>
            Permit card (PDF)
          </FileButton>
        </li>
        {status === 'finaled' && (
          <li>
            <FileButton path={`/v1/permits/${number}/completion-certificate`} fileName={`${number}-completion.pdf`}>
              Certificate of completion (PDF)
            </FileButton>
          </li>
        )}
      </ul>
    </section>
  );
}
