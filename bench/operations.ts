import type { Shot } from './measure.ts';
import { accountId, ACCOUNTS, recordId, recordNumber, RECORDS, tokenOf } from './seed.ts';

/** One operation of the portal, made for the nth client; `inputs` are the values that differ between clients. */
export interface Operation {
  name: string;
  shot(n: number): Shot;
  inputs(n: number): Record<string, string>;
  /** Each request uses up something of the seed: how many there are, and the first. Portal and bare server take turns at them. */
  supply?: { first: number; count: number };
  /** Whether the bare server only sends back what it got. */
  echo?: boolean;
}

const signedIn = (n: number) => ({ authorization: `Bearer ${tokenOf(n)}` });
const some = (n: number, most: number) => ((n * 7919) % most) + 1;

const estimate = {
  permitType: 'RST-AC',
  valuationCents: 480_000,
  answers: { units: 2, relocated: false, newCircuit: false, ownerDoesWork: false, historicDistrict: false },
};

export const OPERATIONS: Operation[] = [
  {
    name: 'getDashboard',
    shot: (n) => ({ method: 'GET', path: '/v1/dashboard', headers: signedIn(some(n, ACCOUNTS)) }),
    inputs: (n) => ({ accountId: accountId(some(n, ACCOUNTS)) }),
  },
  {
    name: 'searchRecords',
    shot: (n) => ({ method: 'GET', path: `/v1/records?address=${some(n, 9000)}%20Birch` }),
    inputs: (n) => ({ word: String(some(n, 9000)) }),
  },
  {
    name: 'getRecord',
    shot: (n) => ({ method: 'GET', path: `/v1/records/${recordNumber(some(n, RECORDS))}` }),
    inputs: (n) => ({ number: recordNumber(some(n, RECORDS)) }),
  },
  {
    name: 'estimateFees',
    shot: () => ({ method: 'POST', path: '/v1/fee-estimates', body: estimate }),
    inputs: () => ({}),
    echo: true,
  },
  {
    name: 'createPermit',
    shot: (n) => ({
      method: 'POST',
      path: '/v1/permits',
      headers: signedIn(some(n, ACCOUNTS)),
      body: {
        ...estimate,
        address: { line1: '12 Cedar Lane', city: 'Fairview', state: 'IL', zip: '60505' },
        description: 'Two condensers',
      },
    }),
    inputs: (n) => ({ accountId: accountId(some(n, ACCOUNTS)) }),
  },
  {
    name: 'addToCart',
    shot: (n) => ({
      method: 'POST',
      path: '/v1/cart/items',
      headers: signedIn(((n - 1) % ACCOUNTS) + 1),
      body: { recordNumber: recordNumber(n) },
    }),
    inputs: (n) => ({ accountId: accountId(((n - 1) % ACCOUNTS) + 1), number: recordNumber(n), recordId: recordId(n) }),
    supply: { first: ACCOUNTS + 1, count: RECORDS - ACCOUNTS },
  },
  {
    name: 'checkOut',
    shot: (n) => ({ method: 'POST', path: '/v1/checkouts', headers: { ...signedIn(n), 'idempotency-key': `bench-${n}` }, body: {} }),
    inputs: (n) => ({
      accountId: accountId(n),
      key: `bench-${n}`,
      feeId: `0190000e-0000-7000-8000-${String(n).padStart(12, '0')}`,
      number: recordNumber(n),
    }),
    supply: { first: 1, count: ACCOUNTS / 2 },
  },
];
