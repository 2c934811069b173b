import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { WholeNumbers } from './whole-numbers';

interface PageProps {
  /** The one h1, and the browser's title. */
  title: string;
  /** Small words over the title: the kind of thing, its number. */
  over?: ReactNode;
  /** The sentence under the title that says what to do here. */
  lead?: ReactNode;
  /** As wide as the screen allows, for lists and tables; words read best narrow. */
  wide?: boolean;
  children?: ReactNode;
}

let firstPage = true;

/** Every screen is one of these. Focus goes to the title whenever a page was come to from another, or to the part that the link names. */
export function Page({ title, over, lead, wide, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { key, hash } = useLocation();
  useEffect(() => {
    const part = hash && document.getElementById(hash.slice(1));
    if (part) part.focus();
    else if (!firstPage) heading.current?.focus({ preventScroll: true });
    firstPage = false;
  }, [key, hash]);
  return (
    <div className={wide ? 'page page--wide' : 'page'}>
      <title>{`${title} | Building department`}</title>
      {over && <p className="page__over">{whole(over)}</p>}
      <h1 ref={heading} tabIndex={-1}>
        {whole(title)}
      </h1>
      {lead && <p className="usa-intro">{whole(lead)}</p>}
      {children}
    </div>
  );
}

function whole(words: ReactNode): ReactNode {
  return typeof words === 'string' ? <WholeNumbers>{words}</WholeNumbers> : words;
}
