import { Page } from './page';

/** A part of the link stayed behind, as happens when a mail program breaks it over two lines. */
export function BrokenLink() {
  return <Page title="The link is not whole" lead="Open it once more from the message, or copy all of it into the browser." />;
}
