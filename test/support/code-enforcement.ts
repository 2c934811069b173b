import { claimCodeOf } from '../../src/modules/code-enforcement/notices/notice-paper.js';
import { DataKeys } from '../../src/platform/auth/data-keys.js';
import type { TestApp } from './app.js';
import { anonymous, type Answer, type SignedInClient } from './builders.js';

export interface CaseView {
  number: string;
  status: string;
  respondents: { id: string; name: string; linked: boolean }[];
  notices: { noticeNumber: string; sequence: number; complyBy: string }[];
  [field: string]: any;
}

let count = 0;

/** A house that nobody has reported anything about yet. */
export function aHouse(): { line1: string; city: string; state: string; zip: string } {
  return { line1: `${++count} Maple Street`, city: 'Fairview', state: 'IL', zip: '60501' };
}

export const weeds = (overrides: Record<string, unknown> = {}) => ({
  category: 'high-weeds',
  address: aHouse(),
  text: 'The grass is two feet high and nobody has lived there since autumn.',
  ...overrides,
});

export async function report(app: TestApp, overrides: Record<string, unknown> = {}, by = anonymous(app)): Promise<any> {
  return made(await by.post('/code-cases', weeds(overrides)));
}

/** What the answer holds; fails when it was a refusal. */
export function made<Body = CaseView>(answer: Answer): Body {
  if (answer.status >= 300) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body as Body;
}

export const MOW = [{ section: 'PM-302.4', remedy: 'Mow the lot and keep the grass lower than 8 inches.' }];

/** A case with a violation that an officer has seen, and a respondent. */
export async function aViolation(officer: SignedInClient, respondent: Record<string, unknown> = {}): Promise<CaseView> {
  const address = aHouse();
  const { number } = made(await officer.post('/admin/code-cases', { category: 'high-weeds', address }));
  made(
    await officer.post(`/admin/code-cases/${number}/inspections`, {
      violationFound: true,
      findings: 'Grass up to 20 inches on the whole lot.',
    }),
  );
  return made(await officer.post(`/admin/code-cases/${number}/respondents`, { name: 'Demo Owner', address, ...respondent }));
}

/** A case whose respondent was told what to do by 16 March 2026. */
export async function aNotice(officer: SignedInClient, respondent: Record<string, unknown> = {}): Promise<CaseView> {
  const { number, respondents } = await aViolation(officer, respondent);
  const notice = { respondentId: respondents[0]!.id, violations: MOW, complyBy: '2026-03-16' };
  return made(await officer.post(`/admin/code-cases/${number}/notices`, notice));
}

/** The code on a notice, by which whoever it was served on links the case. */
export function claimCode(app: TestApp, noticeId: string): string {
  return claimCodeOf(app.get(DataKeys), noticeId);
}
