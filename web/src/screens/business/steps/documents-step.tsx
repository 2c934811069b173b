import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ActionButton } from '../../../components/action-button';
import { AskedPapers } from '../../../components/asked-papers';
import { say } from '../../../components/live-region';
import { stepsQuery } from '../business.queries';
import { saveStep } from './save-step';
import type { StepProps } from './step';

/** The papers that follow from the first two steps. */
export function DocumentsStep({ steps, onSaved }: StepProps) {
  const client = useQueryClient();
  const { number, documents, business, location } = steps;
  if (!business || !location) {
    return (
      <p>
        Which papers are asked for follows from <Link to={`/business-registrations/${number}/steps/business`}>what the business does</Link>{' '}
        and <Link to={`/business-registrations/${number}/steps/location`}>where it is</Link>. Fill those in first.
      </p>
    );
  }
  const arrived = async (name: string) => {
    say(`${name} has arrived.`);
    await client.invalidateQueries(stepsQuery(number));
  };
  return (
    <>
      <AskedPapers number={number} papers={documents} onArrived={arrived} />
      <div className="actions">
        <ActionButton look="primary" act={async () => onSaved(await saveStep(steps, 'documents', { complete: true }))}>
          That is all, go on
        </ActionButton>
      </div>
    </>
  );
}
