import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { say } from '../../components/live-region';
import { Form } from '../../forms/form';
import { ProblemError } from '../../problems/problem';
import { recordChanged } from '../record/record.queries';
import { applicationOf, type Application } from './application.rules';
import { Autosave } from './autosave';
import { DocumentFields } from './document-fields';
import { Estimate } from './estimate';
import { MissingList } from './missing-list';
import { Overtaken, SaveNote } from './save-note';
import { useSaver, type SaveState } from './use-saver';
import { WorkFields } from './work-fields';

interface ApplicationFormProps {
  type: Shape<'PermitTypeDto'>;
  permit: Shape<'PermitDto'>;
  /** It was changed elsewhere, and is to be shown anew. */
  onSettled: () => void;
}

export function ApplicationForm({ type, permit, onSettled }: ApplicationFormProps) {
  const { number, status, derivedAnswers } = permit;
  const name = `application-${number}`;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [initial] = useState(() => applicationOf(type, permit));
  const { save, state } = useSaver(type, permit, name, onSettled);
  // Under corrections the application goes back from the reviews, where the comments are answered.
  const isWithReviewers = status === 'corrections-required';

  const send = async (application: Application, key: string) => {
    await save(application);
    if (isWithReviewers) return;
    await answer(api.POST('/v1/permits/{number}/submission', { params: { path: { number }, header: { 'Idempotency-Key': key } } }));
  };
  const onSent = async () => {
    await recordChanged(client, number);
    say(isWithReviewers ? 'The changes were saved.' : 'The application was submitted.');
    void navigate(isWithReviewers ? `/records/${number}/reviews` : `/records/${number}`);
  };

  return (
    <>
      <Overtaken state={state} />
      <Form<Application, void>
        name={name}
        defaults={initial}
        send={send}
        onSent={() => void onSent()}
        button={isWithReviewers ? 'Save the changes' : 'Submit the application'}
        beside={<SaveNote state={state} />}
      >
        <Autosave save={save} />
        <div className="split">
          <div>
            <WorkFields type={type} derivedAnswers={derivedAnswers} nearest={nearestOf(state)} />
            <DocumentFields permit={permit} />
          </div>
          <div className="split__aside">
            <MissingList type={type} permit={permit} />
            <Estimate type={type} />
          </div>
        </div>
      </Form>
    </>
  );
}

function nearestOf(state: SaveState): Shape<'ListedAddressDto'>[] | undefined {
  if (state.is !== 'failed' || !(state.error instanceof ProblemError) || state.error.code !== 'city.address-not-in-list') return undefined;
  return state.error.problem.nearest as Shape<'ListedAddressDto'>[];
}
