import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { Shape } from '../../api/types';
import { Busy } from '../../components/busy';
import { Facts } from '../../components/facts';
import { Page } from '../../components/page';
import { RecordLink } from '../../components/record-link';
import { StatusTag } from '../../components/status-tag';
import { Visits } from '../../components/visits';
import { dayOf, longDate } from '../../format/dates';
import { NextStep } from '../../next-step/next-step';
import { ProblemError } from '../../problems/problem';
import { Answers } from './answers';
import { caseQuery } from './case.queries';
import { ClaimPage } from './claim-case';
import { Findings } from './findings';
import { Hearings } from './hearings';
import { Notices } from './notices';

/** A case of code enforcement, for those it asks something of; whoever has only the notice links it here first. */
export default function CodeCase() {
  const { number = '' } = useParams();
  const { data, error } = useQuery(caseQuery(number));
  if (error instanceof ProblemError && error.code === 'records.not-linked') return <ClaimPage number={number} />;
  if (error) throw error;
  return data ? <Known case_={data} /> : <Busy />;
}

function Known({ case_ }: { case_: Shape<'CodeCaseDto'> }) {
  const { number, categoryName, place, nextStep, fines, complyBy, officerName, answeredBy, closedAt } = case_;
  const isOpen = closedAt === null;
  return (
    <Page title={`${categoryName} at ${place}`} over={`Case ${number}`}>
      <NextStep
        step={nextStep}
        on={{ number, kind: 'case', home: `/code-cases/${number}`, relation: case_.relation }}
        feesDueCents={fines.dueCents}
      />
      <Facts
        of={[
          ['To be put right by', isOpen && complyBy && longDate(complyBy)],
          ['Code officer', officerName],
          ['Closed', closedAt && dayOf(closedAt)],
        ]}
      />
      <Notices case_={case_} />
      <Visits number={number} />
      <Hearings hearings={case_.hearings} />
      <Findings visits={case_.visits} />
      {answeredBy.length > 0 && (
        <section aria-labelledby="permits">
          <h2 id="permits">Permits that answer it</h2>
          <ul className="rows">
            {answeredBy.map((permit) => (
              <li key={permit.number}>
                <RecordLink number={permit.number} name={permit.typeName} />
                <StatusTag status={permit.status} label={permit.statusLabel} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Answers case_={case_} />
    </Page>
  );
}
