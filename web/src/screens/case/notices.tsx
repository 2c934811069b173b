import type { Shape } from '../../api/types';
import { FileButton } from '../../components/file-button';
import { longDate } from '../../format/dates';

/** What has to be put right, as the notices say it; the newest first. */
export function Notices({ case_: { notices } }: { case_: Shape<'CodeCaseDto'> }) {
  if (notices.length === 0) return null;
  return (
    <section aria-labelledby="notices">
      <h2 id="notices">What has to be put right</h2>
      {notices.toReversed().map((notice) => (
        <Notice key={notice.sequence} notice={notice} />
      ))}
    </section>
  );
}

function Notice({ notice }: { notice: Shape<'NoticeDto'> }) {
  const { noticeNumber, violations, complyBy, servedOn, withdrawnAt, withdrawalReason, document } = notice;
  return (
    <article className="panel">
      <h3>
        Notice <span className="number">{noticeNumber}</span> of {longDate(servedOn)}
      </h3>
      {withdrawnAt && <p>The city took it back: {withdrawalReason}</p>}
      <ul className="usa-list">
        {violations.map(({ section, title, remedy }) => (
          <li key={section + remedy}>
            <strong>{remedy}</strong>
            <br />
            <span className="muted">
              {title}, {section}
            </span>
          </li>
        ))}
      </ul>
      {!withdrawnAt && <p>By {longDate(complyBy)}, as the notice says.</p>}
      <FileButton path={document} fileName={`notice-of-violation-${noticeNumber}.pdf`}>
        Open the notice (PDF)
      </FileButton>
    </article>
  );
}
