import { AttachmentFoundInfected } from '../../attachments/index.js';
import { InvitationAccepted, InvitationDeclined, InvitationSent, InvitationsQueries } from '../../invitations/index.js';
import { ProjectClosed, ProjectCompleted, ProjectOpened, RecordAddedToProject, RecordRemovedFromProject } from '../../projects/index.js';
import { RecordAssigned } from '../../back-office/index.js';
import { RecordLinked, RecordUnlinked, RecordsService } from '../../records/index.js';
import { type Message, tell } from '../message.js';
import { portalPaths } from '../portal-paths.js';
import { owners, theAccount, theRecord } from './recipients.js';
import { CityProfile } from '../../city/index.js';
import type { Ask } from '../ask.js';
import { recordFacts } from '../record-facts.js';
import type { MessageFacts } from '../message-templates.js';
import { nameOf } from './shared-facts.js';

const theProject = ({ facts }: { facts: { number: string } }) => portalPaths.project(facts.number);

async function project(projectId: string, ask: Ask): Promise<MessageFacts> {
  const { number, title } = recordFacts((await ask.of(RecordsService).byId(projectId))!);
  return { project: { number, title }, partiesSeeAll: ask.of(CityProfile).projects?.partiesSee === 'records' };
}

/** Owners of the record or of its project, save the one who did it. */
async function ownersBesidesActor(
  { actorId, facts: { recordId, projectId } }: { actorId: string | null; facts: { recordId: string; projectId: string } },
  ask: Ask,
): Promise<string[]> {
  const all = await Promise.all([recordId, projectId].map((id) => owners({ facts: { recordId: id } }, ask)));
  return all.flat().filter((owner) => owner !== actorId);
}

export const recordMessages: Message[] = [
  tell(RecordLinked, {
    kind: 'record-linked',
    topic: 'essential',
    to: async (event, ask) => (await owners(event, ask)).filter((owner) => owner !== event.facts.accountId),
    facts: async ({ facts }, ask) => ({
      who: await nameOf(facts.accountId, ask),
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
  tell(InvitationSent, {
    kind: 'record-invitation',
    topic: 'essential',
    // To the address alone, also when it has an account: the link proves the mailbox that it was sent to.
    to: async ({ facts }, ask) => [{ email: (await ask.of(InvitationsQueries).facts(facts.invitationId)).email }],
    facts: async ({ facts }, ask) => {
      const { invitedBy, note, expiresOn } = await ask.of(InvitationsQueries).facts(facts.invitationId);
      return { who: invitedBy, note, asOwner: facts.relation === 'owner', expiresOn };
    },
    secret: ({ facts }) => ({ purpose: 'record-invitation', id: facts.invitationId }),
    link: ({ facts }) => portalPaths.record(facts.number),
  }),
  tell(InvitationAccepted, {
    kind: 'record-joined',
    topic: 'essential',
    to: async (event, ask) => [...(await owners(event, ask)), event.facts.invitedBy].filter((owner) => owner !== event.facts.accountId),
    facts: async ({ facts }, ask) => ({
      who: await nameOf(facts.accountId, ask),
      invited: (await ask.of(InvitationsQueries).facts(facts.invitationId)).email,
      sameEmail: facts.sameEmail,
      asOwner: facts.relation === 'owner',
      linksUrl: ask.url(portalPaths.links(facts.number)),
    }),
    link: ({ facts }) => portalPaths.links(facts.number),
  }),
  tell(InvitationDeclined, {
    kind: 'invitation-declined',
    topic: 'essential',
    to: ({ facts }) => [facts.invitedBy],
    facts: async ({ facts }, ask) => ({ invited: (await ask.of(InvitationsQueries).facts(facts.invitationId)).email }),
    link: ({ facts }) => portalPaths.invitations(facts.number),
  }),
  tell(ProjectOpened, {
    kind: 'project-opened',
    topic: 'essential',
    to: owners,
    link: theProject,
  }),
  tell(RecordAddedToProject, {
    kind: 'project-record-added',
    topic: 'progress',
    to: ownersBesidesActor,
    facts: ({ facts }, ask) => project(facts.projectId, ask),
    link: ({ facts }) => portalPaths.project(facts.projectNumber),
  }),
  tell(RecordRemovedFromProject, {
    kind: 'project-record-removed',
    topic: 'progress',
    to: ownersBesidesActor,
    facts: ({ facts }, ask) => project(facts.projectId, ask),
    link: ({ facts }) => portalPaths.record(facts.number),
  }),
  tell(ProjectCompleted, {
    kind: 'project-completed',
    topic: 'essential',
    to: owners,
    link: theProject,
  }),
  tell(ProjectClosed, {
    kind: 'project-closed',
    topic: 'essential',
    to: owners,
    link: theProject,
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
