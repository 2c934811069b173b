import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Shape } from '../../api/types';
import { Alert } from '../../components/alert';
import { Facts } from '../../components/facts';
import { Page } from '../../components/page';
import { wholeAddress } from '../../format/address';
import { dayOf, longDate } from '../../format/dates';
import { money } from '../../format/money';
import { NextStep } from '../../next-step/next-step';
import { Answers } from './answers';
import { Papers } from './papers';
import { permitQuery } from './record.queries';
import { Withdraw } from './withdraw';

/** A permit: what comes next, its papers, and what was applied for. */
export function PermitOverview({ number }: { number: string }) {
  const { data: permit } = useSuspenseQuery(permitQuery(number));
  const { typeName, nextStep, fees, bookingHold, status, reason } = permit;
  const on = { number: permit.number, kind: 'permit', home: `/records/${permit.number}`, relation: permit.relation };
  return (
    <Page title={`${typeName} ${permit.number}`} lead={permit.description}>
      {reason && (
        <Alert kind={status === 'returned' ? 'warning' : 'info'} heading={`${permit.statusLabel}: why`}>
          {reason}
        </Alert>
      )}
      <NextStep step={nextStep} on={on} feesDueCents={fees.dueCents}>
        {nextStep.actor !== 'none' && !permit.issuedOn && (
          <Link to={`/permits/${permit.number}/requirements`}>See what is still missing</Link>
        )}
      </NextStep>
      {bookingHold && <Alert kind="warning">No inspection can be booked for now. {bookingHold.reason}.</Alert>}
      <Papers permit={permit} />
      <h2>The application</h2>
      <Facts of={factsOf(permit)} />
      <Answers permit={permit} />
      <Withdraw permit={permit} />
    </Page>
  );
}

function factsOf(permit: Shape<'PermitDto'>) {
  const { address, valuationCents, caseNumber, submittedAt, issuedOn, expiresOn, daysWithCity, daysWithApplicant } = permit;
  return [
    ['Where', wholeAddress(address)],
    ['Value of the work', money(valuationCents)],
    ['Answers the code case', caseNumber],
    ['Submitted', submittedAt && dayOf(submittedAt)],
    ['Issued', issuedOn && longDate(issuedOn)],
    ['Good through', expiresOn && longDate(expiresOn)],
    ['So far', submittedAt && `${days(daysWithCity)} with the city, ${days(daysWithApplicant)} with the applicant`],
  ] as const;
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
