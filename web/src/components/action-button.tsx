import { useRef, useState } from 'react';
import { ProblemAlert } from '../problems/problem-alert';
import { say } from './live-region';
import './confirm.css';

interface ActionButtonProps {
  children: string;
  act: () => Promise<unknown>;
  /** Said aloud once it is done. */
  done?: string;
  /** Asked before something is done that cannot be taken back: the question, and what the second button says. */
  confirm?: { question: string; yes: string };
  look?: 'primary' | 'outline' | 'unstyled';
  /** For the ear, where the same words stand on several buttons of a page. */
  about?: string;
}

const LOOKS = { primary: 'usa-button', outline: 'usa-button usa-button--outline', unstyled: 'usa-button usa-button--unstyled' };

/** A button that does one thing on the portal, once however often it is tapped, and says beside it why it was refused. */
export function ActionButton({ children, act, done, confirm, look = 'outline', about }: ActionButtonProps) {
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const running = useRef(false);

  const run = async () => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(undefined);
    try {
      await act();
      if (done) say(done);
      requestAnimationFrame(keepPlace);
    } catch (failure) {
      setError(failure);
    }
    running.current = false;
    setBusy(false);
    setAsking(false);
  };

  const about_ = about && <span className="usa-sr-only"> {about}</span>;
  return (
    <>
      {isAsking && confirm ? (
        <div className="confirm" role="group" aria-label={confirm.question}>
          <p>{confirm.question}</p>
          <button
            type="button"
            className="usa-button usa-button--secondary"
            autoFocus
            aria-disabled={isBusy || undefined}
            onClick={() => void run()}
          >
            {confirm.yes}
            {about_}
          </button>
          <button type="button" className={LOOKS.outline} aria-disabled={isBusy || undefined} onClick={() => setAsking(false)}>
            No, leave it as it is
          </button>
        </div>
      ) : (
        <button
          type="button"
          className={LOOKS[look]}
          aria-disabled={isBusy || undefined}
          onClick={() => (confirm ? setAsking(true) : void run())}
        >
          {children}
          {about_}
        </button>
      )}
      <ProblemAlert error={error} />
    </>
  );
}

/** When what was pressed is gone from the page the keyboard goes on from its title. */
function keepPlace(): void {
  if (document.activeElement === document.body) document.querySelector<HTMLElement>('h1')?.focus();
}
