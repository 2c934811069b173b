import { Link } from 'react-router';
import type { Shape } from '../../api/types';
import { Page } from '../../components/page';
import { Photos } from './photos';

/** What was reported, with the code that is shown this once. */
export function Reported({ concern }: { concern: Shape<'ReportedConcernDto'> }) {
  const { followUpCode, categoryName, place, statusText, photoCount } = concern;
  return (
    <Page title="The city has your concern" over={`${categoryName}, ${place}`} lead={statusText}>
      <section aria-labelledby="code" className="usa-summary-box">
        <div className="usa-summary-box__body">
          <h2 id="code" className="usa-summary-box__heading">
            Your follow-up code
          </h2>
          <p className="code">{followUpCode}</p>
          <p>Write it down or print this page: with it you can see how far it is and add to it. The city cannot look it up for you.</p>
          <div className="actions">
            <button type="button" className="usa-button usa-button--outline" onClick={() => window.print()}>
              Print this page
            </button>
            <Link className="usa-button usa-button--outline" to={`/concerns/${followUpCode}`}>
              Follow the concern
            </Link>
          </div>
        </div>
      </section>
      <h2>Add photos</h2>
      <Photos code={followUpCode} count={photoCount} />
    </Page>
  );
}
