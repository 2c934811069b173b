import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { say } from '../../components/live-region';
import { Page } from '../../components/page';
import { longDate } from '../../format/dates';
import { wholeAddress } from '../../format/address';
import { ProblemAlert } from '../../problems/problem-alert';
import { signInPath } from '../../session/sign-in-path';
import { useAccount } from '../../session/use-account';
import { Fact, Facts } from './facts';
import { recordChanged } from './record.queries';

/** What everybody may know of a record, and the way to more of it. */
export function PublicRecord({ record }: { record: Shape<'RecordDto'> }) {
  const { number, kind, typeName, address, contractorName, openedOn, issuedOn, expiresOn } = record;
  return (
    <Page title={`${typeName} ${number}`} lead="This is what everybody may see of the record.">
      <Facts>
        {address && <Fact name="Where">{wholeAddress(address)}</Fact>}
        {contractorName && <Fact name="Contractor">{contractorName}</Fact>}
        <Fact name="Opened">{longDate(openedOn)}</Fact>
        {issuedOn && <Fact name="Issued">{longDate(issuedOn)}</Fact>}
        {expiresOn && <Fact name="Good through">{longDate(expiresOn)}</Fact>}
      </Facts>
      {kind !== 'case' && <Follow number={number} kind={kind} />}
    </Page>
  );
}

function Follow({ number, kind }: { number: string; kind: 'permit' | 'project' | 'license' }) {
  const client = useQueryClient();
  const account = useAccount();
  const location = useLocation();
  const link = useMutation({
    mutationFn: () => answer(api.POST('/v1/record-links', { body: { kind, number } })),
    onSuccess: async () => {
      await recordChanged(client, number);
      say(`${number} is on your dashboard.`);
    },
  });
  return (
    <section aria-labelledby="follow">
      <h2 id="follow">Does it concern you?</h2>
      <p>Link it to your account to follow it, schedule its inspections, add files and pay. Its owner is told who you are.</p>
      {account ? (
        <button type="button" className="usa-button" disabled={link.isPending} onClick={() => link.mutate()}>
          Link it to my account
        </button>
      ) : (
        <Link className="usa-button" to={signInPath(location)}>
          Sign in to link it
        </Link>
      )}
      <ProblemAlert error={link.error} />
    </section>
  );
}
