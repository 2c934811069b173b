import type { DomainEvent, DomainEventClass, Facts, Published } from '../../platform/events/domain-event.js';
import type { RecordSummary } from '../records/index.js';
import type { Ask } from './ask.js';
import type { MessageFacts } from './message-templates.js';
import type { Topic } from './topics.js';

type Asking<F extends Facts, Answer> = (event: Published<DomainEvent<F>>, ask: Ask) => Answer | Promise<Answer>;

/** A link with a secret in it: found again when the letter is written, never kept. */
export interface SecretLink {
  purpose:
    'password-reset' | 'email-verification' | 'email-change' | 'first-password' | 'invitation' | 'record-invitation' | 'business-transfer';
  /** Of the reset, the verification, the account, the invitation (or its link) or the transfer. */
  id: string;
}

/** Somebody who has no account, or none that matters here: reached at this address and not in the portal. */
export interface Addressee {
  email: string;
  name?: string;
}

/** Somebody without e-mail: staff print the letter and mail it. */
export interface PaperAddressee {
  name: string;
  postalAddress: string;
}

/** The id of an account, or an address. */
export type Recipient = string | Addressee | PaperAddressee;

/** A paper that goes with the letter: made when the letter is written. */
export type PaperRef =
  | { paper: 'permit' | 'certificate-of-completion'; recordId: string; number: string }
  | { paper: 'receipt'; paymentId: string }
  /** The edition that `IssuedPapers.issue` gave this id. */
  | { paper: 'issued'; paperId: string; fileName: string };

/** Whom an event concerns and what they are told. */
export interface MessageRow<F extends Facts> {
  /** Names template and notification; the listener's id is made of it. Never changed once it has landed. */
  kind: string;
  /** `essential` unless it says another. */
  topic?: Topic;
  /** An approval, a paper, a registration or a renewal: when it reaches nobody, staff look after it (`P-09`). */
  mustArrive?: boolean;
  /** Doubles do not matter. */
  to: Asking<F, Recipient[]>;
  /** Without it, always. */
  when?: Asking<F, boolean>;
  /** What the template needs besides the record. */
  facts?: Asking<F, MessageFacts>;
  /** The page of the portal it leads to; `record` is the one that the event's `recordId` names. */
  link: (event: Published<DomainEvent<F>>, record: RecordSummary | null) => string;
  /** To this address instead of that of the accounts. */
  address?: Asking<F, string | null>;
  secret?: (event: Published<DomainEvent<F>>) => SecretLink | null;
  papers?: (event: Published<DomainEvent<F>>) => PaperRef[];
}

export interface Message extends MessageRow<Facts> {
  event: DomainEventClass;
  topic: Topic;
  listener: string;
}

/** One row of the table of messages. */
export function tell<F extends Facts>(event: DomainEventClass<F>, row: MessageRow<F>): Message {
  return { topic: 'essential', ...row, event, listener: `notifications.tell-${row.kind}` } as unknown as Message;
}
