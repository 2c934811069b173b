import { useQueryClient, useSuspenseQueries } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { cityQuery } from '../../../api/queries';
import type { Shape } from '../../../api/types';
import { say } from '../../../components/live-region';
import { StatusTag } from '../../../components/status-tag';
import { dayOf, longDate } from '../../../format/dates';
import { useAccount } from '../../../session/use-account';
import { classesQuery, registrationQuery, renewalsQuery } from '../contractor.queries';
import { Frame, isManager } from '../frame';
import { newTermFrom, papersOf } from '../papers.rules';
import { OpenRenewal } from './open-renewal';
import { RenewalForm } from './renewal-form';

/** The renewal of a registration: what is missing for the next term, and how far the one under way is. */
export default function Renewals() {
  const { number = '' } = useParams();
  const account = useAccount();
  const client = useQueryClient();
  const [{ data: contractor }, { data: renewals }, { data: all }, { data: city }] = useSuspenseQueries({
    queries: [registrationQuery(number), renewalsQuery(number), classesQuery, cityQuery],
  });
  const open = renewals.find(({ closedAt }) => closedAt === null);
  const over = renewals.filter(({ closedAt }) => closedAt !== null);
  const { expiresOn } = contractor;
  const changed = async (said: string) => {
    say(said);
    await client.invalidateQueries({ queryKey: ['record', number] });
    await client.invalidateQueries({ queryKey: ['dashboard'] });
  };
  const classes = all.filter(({ code }) => contractor.classes.some((own) => own.code === code));
  const manages = isManager(contractor, account?.id);
  const reason = whyNot(contractor, open, manages, city.today);
  return (
    <Frame contractor={contractor} part="Renewal" lead={expiresOn ? leadOf(expiresOn, city.today) : undefined}>
      {open && <OpenRenewal renewal={open} mayWithdraw={manages} onWithdrawn={() => changed('The renewal is withdrawn.')} />}
      {expiresOn && !reason && (
        <RenewalForm
          key={open?.version}
          number={number}
          papers={papersOf(classes, contractor.credentials)}
          termFrom={newTermFrom(expiresOn, city.today)}
          today={city.today}
          returned={open}
          onSent={() => changed('The city has your renewal.')}
        />
      )}
      {reason && !open && <p>{reason}</p>}
      <Earlier renewals={over} />
    </Frame>
  );
}

/** Why nothing can be sent now; null when the form may stand here. */
function whyNot(
  { renewalOpensOn, expiresOn }: Shape<'ContractorFileDto'>,
  open: Shape<'ContractorRenewalDto'> | undefined,
  manages: boolean,
  today: string,
): string | null {
  if (!expiresOn || !renewalOpensOn) return 'It can be renewed once it is registered.';
  if (open && open.status !== 'returned') return 'The city has the renewal.';
  if (!open && renewalOpensOn > today) return `There is nothing to do yet: it can be renewed from ${longDate(renewalOpensOn)} on.`;
  return manages ? null : 'Only managers of the contractor renew it. The team page says who they are.';
}

function leadOf(expiresOn: string, today: string): string {
  return expiresOn < today ? `The registration ended on ${longDate(expiresOn)}.` : `The registration runs through ${longDate(expiresOn)}.`;
}

function Earlier({ renewals }: { renewals: readonly Shape<'ContractorRenewalDto'>[] }) {
  if (renewals.length === 0) return null;
  return (
    <section aria-labelledby="earlier">
      <h2 id="earlier">Earlier renewals</h2>
      <ul className="rows">
        {renewals.map(({ id, status, statusLabel, submittedAt, expiresOn }) => (
          <li key={id}>
            <div className="rows__what">
              <p>Sent on {dayOf(submittedAt)}</p>
              {expiresOn && <p>Renewed through {longDate(expiresOn)}</p>}
            </div>
            <StatusTag status={status} label={statusLabel} />
          </li>
        ))}
      </ul>
    </section>
  );
}
