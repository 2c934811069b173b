import type { ReactNode } from 'react';

interface AlertProps {
  kind: 'info' | 'success' | 'warning' | 'error';
  heading?: string;
  children?: ReactNode;
}

/** A box that stands out on the page. For what has just happened use `say` too, which is read aloud. */
export function Alert({ kind, heading, children }: AlertProps) {
  return (
    <div className={`usa-alert usa-alert--${kind}${heading ? '' : ' usa-alert--slim'}`}>
      <div className="usa-alert__body">
        {heading && <h2 className="usa-alert__heading">{heading}</h2>}
        <div className="usa-alert__text">{children}</div>
      </div>
    </div>
  );
}
