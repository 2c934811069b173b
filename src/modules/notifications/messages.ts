import type { Message } from './message.js';
import { accountMessages } from './messages/accounts.js';
import { recordMessages } from './messages/records.js';
import { permitMessages } from './messages/permits.js';
import { reviewMessages } from './messages/reviews.js';
import { inspectionMessages } from './messages/inspections.js';
import { paymentMessages } from './messages/payments.js';
import { contractorMessages } from './messages/contractors.js';
import { conveyanceMessages } from './messages/conveyance.js';
import { businessRegistrationMessages } from './messages/business-registration.js';
import { codeEnforcementMessages } from './messages/code-enforcement.js';

/** Every event that concerns a person, whom it concerns and what they are told: one row, one listener, one template. */
export const MESSAGES: readonly Message[] = [
  ...accountMessages,
  ...recordMessages,
  ...permitMessages,
  ...reviewMessages,
  ...inspectionMessages,
  ...paymentMessages,
  ...contractorMessages,
  ...conveyanceMessages,
  ...businessRegistrationMessages,
  ...codeEnforcementMessages,
];
