import { ActionButton } from '../../components/action-button';
import { Alert } from '../../components/alert';
import { ProblemError } from '../../problems/problem';
import type { SaveState } from './use-saver';

/** Beside the button: whether the portal has what was typed. */
export function SaveNote({ state }: { state: SaveState }) {
  if (state.is === 'saving') return <span className="usa-hint">Saving …</span>;
  if (state.is === 'saved') return <span className="usa-hint">All changes are saved.</span>;
  const why = state.is === 'failed' ? reason(state.error) : 'Somebody else has changed it: see above.';
  return <span className="save-note">Not saved yet, but kept in this tab. {why}</span>;
}

function reason(error: unknown): string {
  return error instanceof ProblemError ? error.message : 'The portal did not answer.';
}

/** Two tabs or two people have changed one application: whoever comes later is told, and nothing is written over unasked. */
export function Overtaken({ state }: { state: SaveState }) {
  if (state.is !== 'overtaken') return null;
  return (
    <div role="alert">
      <Alert kind="warning" heading="Somebody else has changed this application">
        <p>It was changed in another tab or by another owner while you were writing here. What you typed since is not saved yet.</p>
        <div className="actions">
          <ActionButton look="primary" act={() => state.settle('mine')}>
            Keep what I typed, and the rest of theirs
          </ActionButton>
          <ActionButton act={() => state.settle('theirs')}>Drop what I typed, and show theirs</ActionButton>
        </div>
      </Alert>
    </div>
  );
}
