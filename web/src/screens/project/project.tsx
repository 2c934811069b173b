import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { Facts } from '../../components/facts';
import { Page } from '../../components/page';
import { longDate } from '../../format/dates';
import { money } from '../../format/money';
import { wholeAddress } from '../../format/address';
import { AddRecord } from './add-record';
import { Blockers } from './blockers';
import { Records } from './records';

const projectQuery = (number: string) =>
  queryOptions({
    queryKey: ['record', number, 'project'],
    queryFn: () => answer(api.GET('/v1/projects/{number}', { params: { path: { number } } })),
  });

/** A project: what holds the whole up, and the records that belong to it. */
export default function Project() {
  const { number = '' } = useParams();
  const client = useQueryClient();
  const query = projectQuery(number);
  const { data: project } = useSuspenseQuery(query);
  const { name, description, address, status, owners, feesDueCents, openRecords, records, openedOn, relation } = project;
  const changed = () => client.invalidateQueries({ queryKey: ['record', number] });
  return (
    <Page title={name} over={`Project ${project.number}`} lead={description} wide>
      <div className="split">
        <div>
          <Blockers blockers={project.blockers} fees={new Map(records.map((each) => [each.number, each.feesDueCents ?? 0]))} />
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
