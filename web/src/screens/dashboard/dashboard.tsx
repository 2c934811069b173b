import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { dashboardQuery } from '../../api/queries';
import { Page } from '../../components/page';
import { useAccount } from '../../session/use-account';
import './dashboard.css';
import { Inspections } from './inspections';
import { mostUrgentFirst, waitsForMe } from './urgency.rules';
import { AtAGlance } from './at-a-glance';
import { RecordList } from './record-list';
import { WaitingForMe } from './waiting-for-me';

export default function Dashboard() {
  const account = useAccount()!;
  const { data } = useSuspenseQuery(dashboardQuery);
  const { permits, projects, licenses, cases, totals } = data;
  const all = [...permits, ...licenses, ...cases, ...projects];
  const mine = all.filter((record) => waitsForMe(record, account.profile)).sort(mostUrgentFirst);
  return (
    <Page title={`Welcome, ${account.firstName}`} wide>
      <AtAGlance dashboard={data} waiting={mine.length} />
      {all.length === 0 ? (
        <NothingYet />
      ) : (
        <>
          <WaitingForMe records={mine} />
          <Inspections inspections={data.activeInspections} />
          <RecordList title="Permits" records={permits} total={totals.permits} />
          <RecordList title="Licenses and certificates" records={licenses} total={totals.licenses} />
          <RecordList title="Cases" records={cases} total={totals.cases} />
          <RecordList title="Projects" records={projects} total={totals.projects} />
        </>
      )}
      <div className="actions">
        <Link className="usa-button" to="/permit-finder">
          Apply for a permit
        </Link>
        <Link className="usa-button usa-button--outline" to="/link-a-record">
          Link a permit, project or license
        </Link>
      </div>
    </Page>
  );
}

function NothingYet() {
  return (
    <p>
      Nothing is here yet. What you apply for shows here by itself; a record that somebody else began you can link by its number, and a firm
      or an owner can invite you.
    </p>
  );
}
