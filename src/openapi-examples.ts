/** An address of the list that the demo city has loaded. */
const ADDRESS = { line1: '14 Maple Street', city: 'Fairview', state: 'IL', zip: '60501' };

const FENCE = { lengthFt: 120, heightFt: 6, material: 'cedar', inEasement: false, cornerLot: false, ownerDoesWork: true };

const FIRM = {
  contactName: 'Demo Contractor',
  phone: '+1 630-555-0130',
  address: ADDRESS,
  classes: ['fence'],
  insuranceNumber: 'GL-2026-1188',
  insuranceAmountCents: 100_000_000,
  insuranceExpiresOn: '2030-02-28',
};

const DEMO_PASSWORD = 'nine maples by the river';

/**
 * Bodies that can be sent to the demo city as they stand, by operation, where the examples of the single fields do not go together:
 * fields that exclude each other, or that have to fit what the city knows.
 */
export const EXAMPLE_BODIES: Record<string, unknown> = {
  registerAccount: {
    username: 'new.resident',
    email: 'new.resident@example.com',
    password: 'three lamps over the harbor',
    firstName: 'Demo',
    lastName: 'Resident',
    phone: '555-010-1234',
  },
  signIn: { profile: 'public', login: 'demo.resident', password: DEMO_PASSWORD },
  issueToken: { grant_type: 'password', username: 'demo.resident', password: DEMO_PASSWORD, scope: 'public' },
  requestPasswordReset: { profile: 'public', username: 'demo.resident' },
  remindUsername: { profile: 'public', email: 'demo.resident@example.com' },
  changeMyEmail: { email: 'new.address@example.com', password: DEMO_PASSWORD },
  changePassword: { currentPassword: DEMO_PASSWORD, newPassword: 'nine green kites by the mill' },
  createStaffAccount: {
    username: 'new.clerk',
    email: 'new.clerk@example.com',
    firstName: 'Demo',
    lastName: 'Clerk',
    roles: ['permit-technician'],
  },
  addParcelAddress: {
    parcelNumber: '15-22-109-001',
    line1: '2 Larch Street',
    city: 'Fairview',
    state: 'IL',
    zip: '60501',
    district: 'east',
    zone: 'R-2',
  },
  createProject: {
    name: 'Riverside Commons',
    description: 'Twelve town houses in three phases',
    address: ADDRESS,
    ownerEmail: 'demo.resident@example.com',
  },
  createPermit: {
    permitType: 'ZAS-FNC-R',
    address: ADDRESS,
    description: 'Replace 120 ft of wooden fence in the back yard',
    valuationCents: 450_000,
    answers: FENCE,
  },
  estimateFees: { permitType: 'ZAS-FNC-R', valuationCents: 450_000, answers: FENCE },
  applyAsContractor: { businessName: 'Demo Fence Company', email: 'office@example.com', ...FIRM },
  registerContractor: { businessName: 'Demo Fence Builders', email: 'builders@example.com', ...FIRM, expiresOn: '2029-12-31' },
  registerConveyance: {
    stateRegistrationNumber: 'IL-E-104233',
    type: 'passenger-hydraulic',
    address: ADDRESS,
    owner: { name: 'Demo Tower LLC', email: 'owner@example.com' },
    buildingName: 'Demo Tower',
    locationInBuilding: 'East lobby, car 2',
    landings: 6,
  },
  reportConcern: {
    category: 'high-weeds',
    address: ADDRESS,
    text: 'The grass is two feet high and nobody has lived there since autumn.',
    contact: { name: 'Demo Neighbor', email: 'neighbor@example.com' },
  },
  openCase: { category: 'deteriorated-structure', address: ADDRESS },
  createFeeSchedule: { note: 'Fees of the next budget', tables: [], permitTypes: [], globalFees: [] },
  createPermitType: {
    code: 'ZAS-PERG',
    name: 'Pergola',
    category: 'zoning-accessory',
    submission: 'counter',
    summary: 'A pergola at a home.',
    keywords: ['pergola'],
    counter: {
      reason: 'hard-copy-plans',
      channels: ['counter'],
      hardCopySets: 3,
      disciplines: ['zoning'],
      typicalInspections: ['Final'],
      oftenMistakenFor: ['ZAS-SHED'],
    },
  },
};

const BY_LETTER = 'The token of a letter, which only its reader knows.';
const RECORD = 'The number of a record that is there; lists and the dashboard tell it.';

/** What an example lacks that only the one who sends it can have, by operation. */
export const EXAMPLE_NEEDS: Record<string, string> = {
  verifyEmail: BY_LETTER,
  previewEmailVerification: BY_LETTER,
  resetPassword: BY_LETTER,
  getRecordInvitation: BY_LETTER,
  acceptRecordInvitation: BY_LETTER,
  declineRecordInvitation: BY_LETTER,
  getContractorInvitation: BY_LETTER,
  acceptContractorInvitation: BY_LETTER,
  acceptBusinessTransfer: BY_LETTER,
  resendEmailVerification: 'An account whose address is not proved yet.',
  refreshSession: 'The refresh token of `signIn`.',
  closeMyAccount: 'An account with nothing open, and its password.',
  confirmSecondFactor: 'The six digits that the authenticator app shows.',
  removeSecondFactor: 'An account with a second factor, and its password.',
  claimCase: 'The code on a printed notice.',
  linkRecord: RECORD,
  addToCart: RECORD,
  recordCounterPayment: RECORD,
  checkOut: 'A cart with something in it.',
  createInspector: 'The id of a staff account with the role `inspector`.',
  importParcels: 'A file of yours.',
  importConveyances: 'A file of yours.',
  getInspectionBoardPage: 'The signed address of `getInspectionBoard`.',
  receiveStripeEvent: 'The signature of the payment provider.',
  receiveSandboxEvent: 'The signature of the payment provider.',
};
