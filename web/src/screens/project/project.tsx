import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { Facts } from '../../components/facts';
import { Page } from '../../components/page';
import { longDate } from '../../format/dates';
import { money } from '../../format/money';
import { wholeAddress } from '../../format/address';
import { useAccount } from '../../session/use-account';
import { PublicRecord } from '../record/public-record';
import { recordQuery } from '../record/record.queries';
import { AddRecord } from './add-record';
import { Blockers } from './blockers';
import { Records } from './records';

const projectQuery = (number: string) =>
  queryOptions({
    queryKey: ['record', number, 'project'],
    queryFn: () => answer(api.GET('/v1/projects/{number}', { params: { path: { number } } })),
  });

/** A project as its parties see it; others, such as the owner of one record in it, can link it first. */
export default function Project() {
  const { number = '' } = useParams();
  const account = useAccount();
  const { data: record } = useSuspenseQuery(recordQuery(number));
  const isMine = record.relation !== null || account?.profile === 'staff';
  return isMine ? <Whole number={number} /> : <PublicRecord record={record} />;
}

/** What holds the whole up, and the records that belong to it. */
function Whole({ number }: { number: string }) {
  const client = useQueryClient();
  const query = projectQuery(number);
  const { data: project } = useSuspenseQuery(query);
  const { name, description, address, status, owners, feesDueCents, openRecords, records, openedOn, relation } = project;
  const changed = () => client.invalidateQueries({ queryKey: ['record', number] });
  return (
    <Page title={name} over={`Project ${project.number}`} lead={description} wide>
      <div className="split">
        <div>
          <Blockers blockers={project.blockers} records={records} />
          <Records project={project} onChanged={changed} />
          {relation === 'owner' && status !== 'closed' && (
            <AddRecord number={number} onAdded={(added) => client.setQueryData(query.queryKey, added)} />
          )}
        </div>
        <aside className="split__aside panel" aria-label="The project at a glance">
          <Facts
            of={[
              ['Records', `${records.length}, ${openRecords} of them open`],
              ['Fees due', money(feesDueCents)],
              ['Where', address && wholeAddress(address)],
              ['Owner', owners?.join(', ')],
              ['Opened', longDate(openedOn)],
            ]}
          />
        </aside>
      </div>
    </Page>
  );
}
