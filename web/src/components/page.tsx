import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';

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

/** Every screen is one of these. Focus goes to the title whenever a page was come to from another. */
export function Page({ title, over, lead, wide, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { key } = useLocation();
  useEffect(() => {
    if (!firstPage) heading.current?.focus({ preventScroll: true });
    firstPage = false;
  }, [key]);
  return (
    <div className={wide ? 'page page--wide' : 'page'}>
      <title>{`${title} | Building department`}</title>
      {over && <p className="page__over">{over}</p>}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead && <p className="usa-intro">{lead}</p>}
      {children}
    </div>
  );
}
