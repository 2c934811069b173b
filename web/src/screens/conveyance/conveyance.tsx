import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { FileButton } from '../../components/file-button';
import { Page } from '../../components/page';
import { longDate } from '../../format/dates';
import { NextStep } from '../../next-step/next-step';
import { recordChanged } from '../record/record.queries';
import { Cycle } from './cycle';
import { Service } from './service';
import { UnitFacts } from './unit-facts';

const conveyanceQuery = (number: string) =>
  queryOptions({
    queryKey: ['record', number, 'conveyance'],
    queryFn: () => answer(api.GET('/v1/conveyances/{number}', { params: { path: { number } } })),
  });

/** An elevator, escalator or lift: its certificate, what the next one waits for, and whether it runs. */
export default function Conveyance() {
  const { number = '' } = useParams();
  const client = useQueryClient();
  const query = conveyanceQuery(number);
  const { data: unit } = useSuspenseQuery(query);
  const changed = (unit: Shape<'ConveyanceDto'>) => {
    client.setQueryData(query.queryKey, unit);
    void recordChanged(client, number);
  };
  const on = { number: unit.number, kind: 'license', home: `/conveyances/${unit.number}`, relation: unit.owner ? 'owner' : 'linked' };
  return (
    <Page title={`${unit.type.name} at ${unit.address.line1}`} over={`Unit ${unit.number}`}>
      <NextStep step={unit.nextStep} on={on} feesDueCents={unit.cycle?.feesDueCents} />
      <Certificate unit={unit} />
      {unit.cycle && <Cycle number={unit.number} cycle={unit.cycle} />}
      <UnitFacts unit={unit} />
      <Service unit={unit} onChanged={changed} />
    </Page>
  );
}

function Certificate({ unit: { number, certificate } }: { unit: Shape<'ConveyanceDto'> }) {
  return (
    <section aria-labelledby="certificate">
      <h2 id="certificate">Certificate of Operation</h2>
      {certificate ? (
        <p>
          {certificate.inForce ? 'In force through ' : 'Expired on '}
          {longDate(certificate.expiresOn)}.{certificate.downloadable ? ' ' : ' It was issued before this portal existed, on paper.'}
          {certificate.downloadable && (
            <FileButton path={`/v1/conveyances/${number}/certificate`} fileName={`certificate-of-operation-${number}.pdf`}>
              Open the certificate (PDF)
            </FileButton>
          )}
        </p>
      ) : (
        <p>There is none yet. It comes by e-mail, and stands here, as soon as the fee is paid and the inspections have passed.</p>
      )}
    </section>
  );
}
