import { AttachmentFoundInfected, RecordAssigned, RecordLinked, RecordUnlinked } from '../../records/index.js';
import { type Message, tell } from '../message.js';
import { portalPaths } from '../portal-paths.js';
import { theAccount, theRecord } from './recipients.js';

export const recordMessages: Message[] = [
  tell(RecordLinked, {
    kind: 'record-linked',
    topic: 'essential',
    to: async (event, ask) => (await ask.owners(event)).filter((owner) => owner !== event.facts.accountId),
    facts: async ({ facts }, ask) => ({
      who: await ask.nameOf(facts.accountId),
      linksUrl: ask.url(portalPaths.links(facts.number)),
    }),
    link: ({ facts }) => portalPaths.links(facts.number),
  }),
  tell(RecordUnlinked, {
    kind: 'record-unlinked',
    topic: 'essential',
    // Whoever lost the record to another owner is told so by the module that knows why.
    when: ({ actorId, facts }) => actorId !== facts.accountId && !facts.because,
    to: theAccount,
    link: ({ facts }) => portalPaths.record(facts.number),
  }),
  tell(AttachmentFoundInfected, {
    kind: 'attachment-infected',
    topic: 'essential',
    to: theAccount,
    facts: ({ facts }, ask) => ({ documentType: facts.documentType, attachmentsUrl: ask.url(portalPaths.attachments(facts.number)) }),
    link: ({ facts }) => portalPaths.attachments(facts.number),
  }),
  tell(RecordAssigned, {
    kind: 'record-assigned',
    topic: 'progress',
    // Who took it up needs no letter.
    when: ({ actorId, facts }) => actorId !== facts.accountId,
    to: theAccount,
    link: theRecord,
  }),
];
