import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { RecordsService } from '../../../src/modules/records/index.js';
import { ReviewsService, type Discipline } from '../../../src/modules/reviews/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';
import { uploadForm } from '../../support/files.js';
import { recordQueries } from '../../support/queries.js';
import { waitsFor } from '../../support/waiting.js';

const ZONING: Discipline = { code: 'zoning', name: 'Zoning', businessDays: 5 };
const BUILDING: Discipline = { code: 'building', name: 'Building', businessDays: 10 };

let app: TestApp;
let resident: SignedInClient;
let stranger: SignedInClient;
let reviewer: SignedInClient;
let record: { id: string; number: string };

beforeAll(async () => {
  app = await startApp();
  [resident, stranger, reviewer] = [await signUp(app), await signUp(app), await staff(app, 'plan-reviewer')];
});
afterAll(() => app.close());

const inTransaction = <T>(work: () => Promise<T>) => app.get(Database).transaction(work);
const state = () => app.get(ReviewsService).state(record.id);
const published = () =>
  app.get(Database).rows(sql<{ type: string; facts: Record<string, unknown> }>`
    select type, facts from platform.event where type like 'reviews.%' and facts->>'recordId' = ${record.id} order by id`);

beforeEach(async () => {
  record = await inTransaction(() =>
    app.get(RecordsService).open({
      kind: 'permit',
      prefix: 'ZAS',
      typeCode: 'ZAS-FNC-R',
      typeName: 'Fence Residential',
      status: 'in-review',
      statusLabel: 'In review',
      address: { line1: '12 Maple Street', city: 'Fairview', state: 'IL', zip: '60501' },
      ownerAccountId: resident.accountId,
      isPublic: true,
      outstanding: waitsFor({ actor: 'city', label: 'Review' }),
    }),
  );
});

const openCycle = (...disciplines: Discipline[]) =>
  inTransaction(() => app.get(ReviewsService).openCycle(record.id, record.number, disciplines));
const idOf = async (discipline: string, cycle = 1): Promise<string> => {
  const { body } = await resident.get(`/records/${record.number}/reviews`);
  return body.items.find((review: { discipline: string; cycle: number }) => review.discipline === discipline && review.cycle === cycle).id;
};
const decide = (reviewId: string, decision: string, comments: object[] = []) =>
  reviewer.post(`/admin/reviews/${reviewId}/decision`, { decision, comments });

describe('a review cycle', () => {
  it('P-05 lists each review with all that is said in it, in as many statements as one', async () => {
    await openCycle(ZONING, BUILDING);
    await decide(await idOf('zoning'), 'corrections-required', [{ text: 'Lower the fence.' }]);
    const { body } = await resident.get(`/records/${record.number}/reviews?include=comments`);
    for (const review of body.items) expect(review).toEqual((await resident.get(`/reviews/${review.id}`)).body);
    expect(body.items[0].comments).toMatchObject([{ text: 'Lower the fence.', status: 'open' }]);
    const count = async (limit: number) =>
      (await recordQueries(app, () => resident.get(`/records/${record.number}/reviews?include=comments&limit=${limit}`))).length;
    // The session is known by then, or it is not, alike.
    await count(1);
    expect(await count(100)).toBe(await count(1));
  });

  it('P-05 opens one review for each discipline, due in its business days, with the city working Monday to Friday', async () => {
    await openCycle(ZONING, BUILDING);
    const { status, body } = await resident.get(`/records/${record.number}/reviews`);
    expect(status).toBe(200);
    // Opened on Monday, 2 March 2026.
    expect(body.items).toMatchObject([
      { discipline: 'zoning', cycle: 1, status: 'pending', dueOn: '2026-03-09', overdue: false, openCommentCount: 0 },
      { discipline: 'building', cycle: 1, status: 'pending', dueOn: '2026-03-16' },
    ]);
    expect(body.nextCursor).toBeNull();
    expect(await published()).toMatchObject([{ type: 'reviews.review-cycle-opened', facts: { cycle: 1 } }]);
  });

  it('P-05 ends when the last discipline has decided, and is told once', async () => {
    await openCycle(ZONING, BUILDING);
    expect((await decide(await idOf('zoning'), 'corrections-required', [{ text: 'Too high' }])).status).toBe(201);
    expect(await state()).toMatchObject({ outcome: 'open', open: [{ discipline: 'building' }] });
    await decide(await idOf('building'), 'approved');
    expect(await state()).toMatchObject({
      outcome: 'corrections-required',
      approved: ['building'],
      asking: [{ discipline: 'zoning', unanswered: 1 }],
    });
    expect((await published()).filter(({ type }) => type === 'reviews.review-cycle-completed')).toMatchObject([
      { facts: { cycle: 1, outcome: 'corrections-required' } },
    ]);
  });

  it('P-05 the next cycle is for the disciplines that asked, and only those', async () => {
    await openCycle(ZONING, BUILDING);
    await decide(await idOf('zoning'), 'corrections-required', [{ text: 'Too high' }]);
    await decide(await idOf('building'), 'approved');
    expect(await inTransaction(() => app.get(ReviewsService).reopenForCorrections(record.id))).toBe(2);
    expect(await state()).toMatchObject({ cycle: 2, outcome: 'open', open: [{ discipline: 'zoning' }], approved: ['building'] });
  });

  it('ends exactly once when the last two reviewers decide at the same moment', async () => {
    await openCycle(ZONING, BUILDING);
    const [zoning, building] = [await idOf('zoning'), await idOf('building')];
    await Promise.all([decide(zoning, 'approved'), decide(building, 'approved')]);
    expect((await published()).filter(({ type }) => type === 'reviews.review-cycle-completed')).toMatchObject([
      { facts: { outcome: 'approved' } },
    ]);
  });

  it('is cancelled without a decision when the application goes back', async () => {
    await openCycle(ZONING);
    const id = await idOf('zoning');
    await inTransaction(() => app.get(ReviewsService).cancelOpen(record.id));
    expect((await resident.get(`/reviews/${id}`)).body.status).toBe('cancelled');
    const refused = await decide(id, 'approved');
    expect(problemOf(refused)).toMatchObject({ status: 409, code: 'reviews.wrong-status', currentStatus: 'cancelled' });
    expect(await openCycle(ZONING)).toBe(2);
  });
});

describe('a decision', () => {
  it('is made once: the second gets 409 and changes nothing', async () => {
    await openCycle(ZONING);
    const id = await idOf('zoning');
    const answers = await Promise.all([decide(id, 'approved'), decide(id, 'corrections-required', [{ text: 'No' }])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { body } = await resident.get(`/reviews/${id}`);
    expect(body.status).toBe(answers[0].status === 201 ? 'approved' : 'corrections-required');
  });

  it('that asks for corrections or sets conditions must say which', async () => {
    await openCycle(ZONING);
    const id = await idOf('zoning');
    for (const decision of ['corrections-required', 'approved-with-conditions']) {
      expect(problemOf(await decide(id, decision))).toMatchObject({
        status: 422,
        code: 'platform.invalid-input',
        errors: [{ pointer: '/comments' }],
      });
    }
    expect((await resident.get(`/reviews/${id}`)).body.status).toBe('pending');
  });

  it('keeps conditions for the permit', async () => {
    await openCycle(ZONING, BUILDING);
    await decide(await idOf('zoning'), 'approved-with-conditions', [{ text: 'The finished side faces out.', codeReference: '41-10.3' }]);
    await decide(await idOf('building'), 'not-applicable', [{ text: 'Nothing structural.' }]);
    expect(await state()).toMatchObject({
      outcome: 'approved',
      conditions: [{ discipline: 'zoning', disciplineName: 'Zoning', text: 'The finished side faces out.' }],
    });
  });

  it('points only at files of the record', async () => {
    await openCycle(ZONING);
    const foreign = await decide(await idOf('zoning'), 'corrections-required', [
      { text: 'See page 2', attachmentId: '0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10', page: 2 },
    ]);
    expect(problemOf(foreign).status).toBe(404);
    expect((await state()).outcome).toBe('open');
  });

  it('is the plan reviewers’ alone', async () => {
    await openCycle(ZONING);
    const id = await idOf('zoning');
    const [inspector, nobody] = [await staff(app, 'inspector'), resident];
    for (const client of [inspector, nobody]) {
      expect((await client.post(`/admin/reviews/${id}/decision`, { decision: 'approved' })).status).toBe(403);
    }
  });
});

describe('comments', () => {
  const asked = async (): Promise<{ reviewId: string; comments: { id: string }[] }> => {
    await openCycle(ZONING);
    const reviewId = await idOf('zoning');
    const { body } = await decide(reviewId, 'corrections-required', [
      { text: 'At most 4 ft in the front yard', codeReference: '41-10.3' },
      { text: 'Show the easement' },
    ]);
    return { reviewId, comments: body.comments };
  };

  it('P-05 are answered one by one and stay open until the reviewer closes them', async () => {
    const { reviewId, comments } = await asked();
    const [height, easement] = comments as [{ id: string }, { id: string }];
    const first = await resident.post(`/reviews/${reviewId}/responses`, {
      responses: [{ commentId: height.id, text: 'Lowered to 4 ft.' }],
    });
    expect(first.status).toBe(201);
    expect(first.body.comments).toMatchObject([
      { status: 'open', kind: 'correction', codeReference: '41-10.3', responses: [{ text: 'Lowered to 4 ft.', mine: true }] },
      { status: 'open', responses: [] },
    ]);
    const closed = await reviewer.post(`/admin/reviews/${reviewId}/comments/${height.id}/closure`);
    expect(closed.body).toMatchObject({ openCommentCount: 1, comments: [{ status: 'closed' }, { status: 'open' }] });

    const late = await resident.post(`/reviews/${reviewId}/responses`, { responses: [{ commentId: height.id, text: 'Once more' }] });
    expect(problemOf(late)).toMatchObject({ status: 409, code: 'reviews.comment-closed' });
    expect((await state()).asking).toMatchObject([{ unanswered: 1 }]);
    await resident.post(`/reviews/${reviewId}/responses`, { responses: [{ commentId: easement.id, text: 'Shown on sheet 2.' }] });
    expect((await state()).asking).toMatchObject([{ unanswered: 0 }]);
  });

  it('of another review, or twice in one answer, are refused by their place in the list', async () => {
    const { reviewId, comments } = await asked();
    const foreign = { commentId: '0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10', text: 'x' };
    const [own] = comments.map(({ id }) => ({ commentId: id, text: 'y' }));
    const refused = await resident.post(`/reviews/${reviewId}/responses`, { responses: [own, foreign, own] });
    expect(problemOf(refused).errors!.map(({ pointer }) => pointer)).toEqual(['/responses/1/commentId', '/responses/2/commentId']);
    expect((await resident.get(`/reviews/${reviewId}`)).body.comments[0].responses).toEqual([]);
  });

  it('P-05 left open are carried into the next cycle, and closed by its approval', async () => {
    const { comments } = await asked();
    await inTransaction(() => app.get(ReviewsService).reopenForCorrections(record.id));
    const second = await idOf('zoning', 2);
    const { body } = await resident.get(`/reviews/${second}`);
    expect(body).toMatchObject({ cycle: 2, commentCount: 0, comments: [{ id: comments[0].id, cycle: 1 }, { cycle: 1 }] });
    await resident.post(`/reviews/${second}/responses`, { responses: [{ commentId: comments[0].id, text: 'Done.' }] });
    await decide(second, 'approved');
    expect((await resident.get(`/reviews/${await idOf('zoning', 1)}`)).body.openCommentCount).toBe(0);
  });

  it('R-05 an upload for a review shows under it, stands in the queue and answers its comments', async () => {
    const { reviewId } = await asked();
    await resident.postForm(
      `/records/${record.number}/attachments`,
      uploadForm({ fileName: 'revised.pdf', documentType: 'site-plan', reviewId }),
    );
    await app.settle();
    const { body } = await resident.get(`/reviews/${reviewId}`);
    expect(body.attachments).toMatchObject([{ fileName: 'revised.pdf', documentType: 'site-plan', version: 1 }]);
    expect(body.applicantActedAt).not.toBeNull();
    expect((await state()).asking).toMatchObject([{ unanswered: 0 }]);
    expect((await app.get(RecordsService).byNumber(record.number))!.nextStep.actor).toBe('city');
    const queue = await reviewer.get('/admin/reviews?discipline=zoning&limit=100');
    expect(queue.body.items.map((item: { id: string }) => item.id)).toContain(reviewId);
  });

  it('a file that the city uploads answers nothing', async () => {
    const { reviewId } = await asked();
    await reviewer.postForm(`/records/${record.number}/attachments`, uploadForm({ documentType: 'markup', reviewId }));
    await app.settle();
    expect((await state()).asking).toMatchObject([{ unanswered: 2 }]);
  });
});

describe('who may see', () => {
  it('parties and staff may; a stranger is told to link the record', async () => {
    await openCycle(ZONING);
    const id = await idOf('zoning');
    expect((await reviewer.get(`/reviews/${id}`)).status).toBe(200);
    for (const path of [`/reviews/${id}`, `/records/${record.number}/reviews`]) {
      expect(problemOf(await stranger.get(path))).toMatchObject({ status: 403, code: 'records.not-linked' });
    }
    expect((await stranger.get('/reviews/0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10')).status).toBe(404);
  });

  it('a linked account reads what is asked, but neither answers for the owner nor sees files of others', async () => {
    await openCycle(ZONING);
    const id = await idOf('zoning');
    const { body } = await decide(id, 'corrections-required', [{ text: 'Too high' }]);
    await resident.postForm(`/records/${record.number}/attachments`, uploadForm({ documentType: 'site-plan', reviewId: id }));
    const neighbour = await signUp(app);
    await app.get(RecordsService).addParty(record.id, neighbour.accountId, 'linked', 'link');
    const responses = [{ commentId: body.comments[0].id, text: 'Their architect here' }];
    expect(problemOf(await neighbour.post(`/reviews/${id}/responses`, { responses }))).toMatchObject({
      status: 403,
      code: 'records.owner-only',
    });
    expect((await neighbour.get(`/reviews/${id}`)).body).toMatchObject({
      comments: [{ text: 'Too high', responses: [] }],
      attachments: [],
    });
    expect((await resident.get(`/reviews/${id}`)).body.attachments).toHaveLength(1);
    const asOwner = await resident.post(`/reviews/${id}/responses`, { responses });
    expect(asOwner.body.comments).toMatchObject([{ responses: [{ text: 'Their architect here' }] }]);
  });
});

describe('the queue', () => {
  it('lists pending reviews, the oldest due date first, in pages, with what is overdue marked', async () => {
    await openCycle(BUILDING, ZONING);
    const seen: { id: string; dueOn: string; recordNumber: string }[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await reviewer.get(`/admin/reviews?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(seen.map(({ dueOn }) => dueOn)).toEqual(seen.map(({ dueOn }) => dueOn).sort());
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen.filter((item) => item.recordNumber === record.number)).toMatchObject([
      { discipline: 'zoning' },
      { discipline: 'building', typeName: 'Fence Residential' },
    ]);
  });

  it('knows who has taken a review', async () => {
    await openCycle(ZONING);
    const id = await idOf('zoning');
    expect(problemOf(await reviewer.put(`/admin/reviews/${id}/assignee`, { accountId: resident.accountId }))).toMatchObject({
      status: 422,
      errors: [{ pointer: '/accountId' }],
    });
    const colleague = await staff(app, 'plan-reviewer');
    const taken = await reviewer.put(`/admin/reviews/${id}/assignee`, { accountId: colleague.accountId });
    expect(taken.body.reviewer.id).toBe(colleague.accountId);
    expect((await colleague.get('/admin/reviews?mine=true')).body.items).toMatchObject([{ id, reviewerId: colleague.accountId }]);
    await colleague.put(`/admin/reviews/${id}/assignee`, { accountId: null });
    expect((await colleague.get('/admin/reviews?mine=true')).body.items).toEqual([]);
  });
});

it('every staff action on a review is in the audit log', async () => {
  await openCycle(ZONING);
  const id = await idOf('zoning');
  await decide(id, 'corrections-required', [{ text: 'Too high' }]);
  const entries = await app.get(Database).rows(sql`
    select actor_id, action, before->>'status' as before, after->>'status' as after from platform.audit_entry
    where record_id = ${record.id} and action = 'reviews.decide'`);
  expect(entries).toEqual([{ actorId: reviewer.accountId, action: 'reviews.decide', before: 'pending', after: 'corrections-required' }]);
});
