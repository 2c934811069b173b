import type { Shape } from '../../api/types';
import { FileButton } from '../../components/file-button';
import { longDate } from '../../format/dates';

/** What an officer found on the spot. */
export function Findings({ visits }: { visits: readonly Shape<'CaseVisitDto'>[] }) {
  if (visits.length === 0) return null;
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">What the officer found</h2>
      <ul className="rows">
        {visits.map(({ id, visitedOn, findings, attachmentIds }) => (
          <li key={id}>
            <div className="rows__what">
              <p>
                <strong>{longDate(visitedOn)}</strong>
              </p>
              <p>{findings}</p>
            </div>
            <AttachedFiles ids={attachmentIds} word="Photo" />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Files that a finding or an answer came with. */
export function AttachedFiles({ ids, word }: { ids: readonly string[]; word: string }) {
  if (ids.length === 0) return null;
  return (
    <div className="actions">
      {ids.map((id, index) => (
        <FileButton key={id} path={`/v1/attachments/${id}/content`} fileName={`${word.toLowerCase()}-${index + 1}`}>
          {`${word} ${index + 1}`}
        </FileButton>
      ))}
    </div>
  );
}
