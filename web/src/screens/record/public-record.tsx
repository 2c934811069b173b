import { useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { ActionButton } from '../../components/action-button';
import { Facts } from '../../components/facts';
import { Page } from '../../components/page';
import { longDate } from '../../format/dates';
import { wholeAddress } from '../../format/address';
import { signInPath } from '../../session/sign-in-path';
import { useAccount } from '../../session/use-account';
import { recordChanged } from './record.queries';

/** What everybody may know of a record, and the way to more of it. */
export function PublicRecord({ record }: { record: Shape<'RecordDto'> }) {
  const { number, kind, typeName, address, contractorName, openedOn, issuedOn, expiresOn } = record;
  return (
    <Page title={`${typeName} ${number}`} lead="This is what everybody may see of the record.">
      <Facts
        of={[
          ['Where', address && wholeAddress(address)],
          ['Contractor', contractorName],
          ['Opened', longDate(openedOn)],
          ['Issued', issuedOn && longDate(issuedOn)],
          ['Good through', expiresOn && longDate(expiresOn)],
        ]}
      />
      {kind !== 'case' && <Follow number={number} kind={kind} />}
    </Page>
  );
}

function Follow({ number, kind }: { number: string; kind: 'permit' | 'project' | 'license' }) {
  const client = useQueryClient();
  const account = useAccount();
  const location = useLocation();
  const link = async () => {
    await answer(api.POST('/v1/record-links', { body: { kind, number } }));
    await recordChanged(client, number);
  };
  return (
    <section aria-labelledby="follow">
      <h2 id="follow">Does it concern you?</h2>
      <p>Link it to your account to follow it, schedule its inspections, add files and pay. Its owner is told who you are.</p>
      {account ? (
        <ActionButton look="primary" act={link} done={`${number} is on your dashboard.`}>
          Link it to my account
        </ActionButton>
      ) : (
        <Link className="usa-button" to={signInPath(location)}>
          Sign in to link it
        </Link>
      )}
    </section>
  );
}
