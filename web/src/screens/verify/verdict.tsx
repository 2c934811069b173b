import type { Shape } from '../../api/types';
import { Alert } from '../../components/alert';
import { Facts } from '../../components/facts';
import { RecordLink } from '../../components/record-link';
import { wholeAddress } from '../../format/address';
import { longDate } from '../../format/dates';

type Verification = Shape<'VerificationDto'>;

const PAPERS: Record<Verification['kind'], string> = {
  permit: 'Permit',
  'certificate-of-completion': 'Certificate of completion',
  'certificate-of-operation': 'Certificate of operation',
  'business-certificate': 'Business certificate',
  'notice-of-violation': 'Notice of violation',
};

/** What the city says of the paper today. */
export function Verdict({ verification }: { verification: Verification }) {
  const { address, expiresOn, issuedOn, kind, number, replaced, revoked, statusLabel, typeName, valid } = verification;
  return (
    <section aria-label="What the city says">
      <Alert kind={valid ? 'success' : 'error'} heading={valid ? 'In force today' : 'Not in force today'}>
        {revoked && 'The city has revoked this document. '}
        {replaced && 'A newer document was issued in its place; its dates may differ from the printed ones.'}
      </Alert>
      <Facts
        of={[
          ['Document', PAPERS[kind]],
          [
            'For',
            <>
              {typeName}, <RecordLink number={number} />
            </>,
          ],
          ['Status', statusLabel],
          ['Where', address && wholeAddress(address)],
          ['Issued', issuedOn && longDate(issuedOn)],
          ['Good through', expiresOn && longDate(expiresOn)],
        ]}
      />
    </section>
  );
}
