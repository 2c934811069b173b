import { useSuspenseQuery } from '@tanstack/react-query';
import { Page } from '../../components/page';
import { Alert } from '../../components/alert';
import { wholeAddress } from '../../format/address';
import { money } from '../../format/money';
import { longDate } from '../../format/dates';
import { Answers } from './answers';
import { Fact, Facts } from './facts';
import { nextActionOf } from './next-action.rules';
import { NextStep } from './next-step';
import { Papers } from './papers';
import { permitQuery } from './record.queries';
import { Withdraw } from './withdraw';
import { PayButton } from '../../components/pay-button';

/** A permit: what comes next, its papers, and what was applied for. */
export function PermitOverview({ number }: { number: string }) {
  const { data: permit } = useSuspenseQuery(permitQuery(number));
  const { typeName, address, nextStep, fees, bookingHold, status, reason } = permit;
  return (
    <Page title={`${typeName} ${permit.number}`} lead={permit.description}>
      {reason && (
        <Alert kind={status === 'returned' ? 'warning' : 'info'} heading={`${permit.statusLabel}: why`}>
          <p>{reason}</p>
          {permit.suggestedPermitType && <p>The city suggests the permit type {permit.suggestedPermitType}.</p>}
        </Alert>
      )}
      <NextStep step={nextStep} action={nextActionOf(permit)} />
      {bookingHold && <Alert kind="warning">No inspection can be booked for now. {bookingHold.reason}.</Alert>}
      {fees.dueCents > 0 && status !== 'approved' && (
        <div className="actions">
          Fees to pay: {money(fees.dueCents)} <PayButton number={permit.number} cents={fees.dueCents} />
        </div>
      )}
      <Papers permit={permit} />
      <h2>The application</h2>
      <Facts>
        <Fact name="Where">{wholeAddress(address)}</Fact>
        <Fact name="Value of the work">{money(permit.valuationCents)}</Fact>
        {permit.caseNumber && <Fact name="Answers the code case">{permit.caseNumber}</Fact>}
        {permit.submittedAt && <Fact name="Submitted">{longDate(permit.submittedAt.slice(0, 10))}</Fact>}
        {permit.issuedOn && <Fact name="Issued">{longDate(permit.issuedOn)}</Fact>}
        {permit.expiresOn && <Fact name="Good through">{longDate(permit.expiresOn)}</Fact>}
        <Fact name="So far">
          {days(permit.daysWithCity)} with the city, {days(permit.daysWithApplicant)} with the applicant
        </Fact>
      </Facts>
      <Answers permit={permit} />
      <Withdraw permit={permit} />
    </Page>
  );
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
