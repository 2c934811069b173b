import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useParams } from 'react-router';
import type { Shape } from '../../../api/types';
import { Alert } from '../../../components/alert';
import { say } from '../../../components/live-region';
import { Page } from '../../../components/page';
import { businessChanged, stepsQuery } from '../business.queries';
import { BusinessStep } from './business-step';
import { DocumentsStep } from './documents-step';
import { LocationStep } from './location-step';
import { PeopleStep } from './people-step';
import { ReviewStep } from './review-step';
import { nextOpen, type Step } from './steps.rules';
import { Where } from './where';

/** What each step's form gets. */
export interface StepProps {
  steps: Shape<'BusinessStepsDto'>;
  onSaved: (steps: Shape<'BusinessStepsDto'>) => void;
}

const FORMS: Record<Step, (props: StepProps) => React.ReactNode> = {
  business: BusinessStep,
  location: LocationStep,
  'owners-and-contacts': PeopleStep,
  documents: DocumentsStep,
  'review-and-fees': ReviewStep,
};

/** One step of a registration. Saved, it leads to the next one that something is missing in. */
export default function BusinessStepPage() {
  const { number = '', step = '' } = useParams();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: steps } = useSuspenseQuery(stepsQuery(number));
  const here = steps.steps.find((each) => each.step === step);
  if (!here) return <Navigate to={`/business-registrations/${number}`} replace />;
  const StepForm = FORMS[here.step];
  const onSaved = (saved: Shape<'BusinessStepsDto'>) => {
    client.setQueryData(stepsQuery(number).queryKey, saved);
    void businessChanged(client, number);
    say(`${here.label}: saved.`);
    const next = nextOpen(saved.steps, here.step);
    void navigate(next && next !== here.step ? `/business-registrations/${number}/steps/${next}` : `/business-registrations/${number}`);
  };
  return (
    <Page title={here.label} over={`Business registration ${number}`}>
      <Where steps={steps} at={here.step} />
      {here.missing.length > 0 && (
        <Alert kind="warning" heading="Something is missing here now">
          <ul className="usa-list">
            {here.missing.map(({ pointer, detail }) => (
              <li key={pointer}>{detail}</li>
            ))}
          </ul>
        </Alert>
      )}
      <StepForm steps={steps} onSaved={onSaved} />
    </Page>
  );
}
