import type { ProblemKind } from '../errors/domain-error.js';

/** What a refusal of each kind comes from, and what helps. */
export const REMEDIES: Record<ProblemKind, string> = {
  unreadable: 'The request is not in the form that is read here: nothing was looked at or changed. Correct the form and send it again.',
  unauthenticated:
    'Nobody, or nobody who is known, has sent the request. Sign in, or continue the session, and send it again with the new token.',
  forbidden: 'The account is known and may not do this. Use one that may, or ask whoever may to do it; sending it again does not help.',
  'not-found':
    'Nothing of this number, id or code is there, or it is not for this account to know of. Look at what was sent, and read a list again.',
  'wrong-method': 'The address is there and knows other methods, which `allow` names.',
  conflict:
    'What the request is about is in a state that does not allow it, or somebody else was there first. Read it again and decide anew.',
  stale: 'It was changed after it was read. Read it again, make the change once more, and send it with the new `ETag`.',
  'too-large': 'More was sent than is taken here. Send less.',
  'unsupported-type': 'What was sent is of a kind that is not read here. Send another kind; `detail` names what is taken.',
  'no-such-range': 'The part that was asked for lies outside of the file. Ask for the whole, or for a part within its size.',
  'rule-broken': 'A field, or what was asked for as a whole, breaks a rule. Correct what `errors` and `detail` name and send it again.',
  'too-many': 'There were too many tries. Wait as many seconds as `Retry-After` says and send it again.',
  fault: 'It is no fault of the request. Send it once more; if it fails again, tell the city the `X-Request-Id` of the answer.',
  unavailable:
    'The portal, or something that it needs, is away for a moment. Nothing was changed: wait as `Retry-After` says and send it again.',
};
