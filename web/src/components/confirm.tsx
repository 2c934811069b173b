import { useEffect, useId, useRef, useState } from 'react';
import { ProblemAlert } from '../problems/problem-alert';
import './confirm.css';

interface ConfirmProps {
  /** What the button says. */
  button: string;
  question: string;
  yes: string;
  action: { mutate: () => void; isPending: boolean; error: unknown; reset: () => void };
}

/** A button for what cannot be taken back: asks once, in its place, before it does it. */
export function Confirm({ button, question, yes, action }: ConfirmProps) {
  const [isAsking, setAsking] = useState(false);
  const id = useId();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsking) first.current?.focus();
  }, [isAsking]);
  if (!isAsking) {
    return (
      <button type="button" className="usa-button usa-button--outline" onClick={() => setAsking(true)}>
        {button}
      </button>
    );
  }
  const back = () => {
    action.reset();
    setAsking(false);
  };
  return (
    <div className="confirm" role="group" aria-labelledby={id}>
      <p id={id}>{question}</p>
      <ProblemAlert error={action.error} />
      <button
        ref={first}
        type="button"
        className="usa-button usa-button--secondary"
        disabled={action.isPending}
        onClick={() => action.mutate()}
      >
        {action.isPending ? 'One moment …' : yes}
      </button>
      <button type="button" className="usa-button usa-button--outline" disabled={action.isPending} onClick={back}>
        No, go back
      </button>
    </div>
  );
}
