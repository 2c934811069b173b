import { StatusTag } from '../../components/status-tag';
import { longDate } from '../../format/dates';
import { money } from '../../format/money';
import { lastsTo, type Paper } from './papers.rules';

/** What the contractor must show, until when each paper is in force, and which of its classes hang on it. */
export function Papers({ papers, today }: { papers: readonly Paper[]; today: string }) {
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">Documents</h2>
      {papers.length === 0 && <p>Your classes ask for none besides the registration.</p>}
      <ul className="rows">
        {papers.map((paper) => (
          <li key={paper.kind + paper.class}>
            <div className="rows__what">
              <p>
                <strong>{paper.name}</strong>
              </p>
              <p>{facts(paper)}</p>
              <p className="muted">Needed for: {paper.neededFor.join(', ')}</p>
            </div>
            {!paper.onFile ? (
              <StatusTag status="expired" label="Not on file" />
            ) : lastsTo(today, paper) ? (
              <StatusTag status="active" label={`Through ${longDate(paper.onFile.expiresOn)}`} />
            ) : (
              <StatusTag status="expired" label={`Expired on ${longDate(paper.onFile.expiresOn)}`} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function facts({ onFile }: Paper): string {
  const { number, amountCents } = onFile ?? {};
  return [number && `Number ${number}`, amountCents && `cover ${money(amountCents)}`].filter(Boolean).join(', ');
}
