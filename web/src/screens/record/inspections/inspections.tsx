import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Page } from '../../../components/page';
import { inspectionsQuery, recordQuery } from '../record.queries';
import { InspectionCard } from './inspection-card';

/** The visits that a record needs, in their order: to be booked, moved, called off, and what was found. */
export default function Inspections() {
  const number = useParams().number!;
  const { data: record } = useSuspenseQuery(recordQuery(number));
  const { data: inspections } = useSuspenseQuery(inspectionsQuery(number));
  const isAhead = ({ status }: (typeof inspections)[number]) => status === 'ready' || status === 'scheduled' || status === 'not-ready';
  const ahead = inspections.filter(isAhead);
  const over = inspections.filter((inspection) => !isAhead(inspection)).reverse();
  return (
    <Page
      title={`Inspections of ${record.number}`}
      lead={inspections.length === 0 ? 'Inspections can be booked once the permit is issued.' : undefined}
    >
      {ahead.map((inspection) => (
        <InspectionCard key={inspection.id} inspection={inspection} />
      ))}
      {over.length > 0 && (
        <section aria-labelledby="over">
          <h2 id="over">Done</h2>
          {over.map((inspection) => (
            <InspectionCard key={inspection.id} inspection={inspection} />
          ))}
        </section>
      )}
    </Page>
  );
}
