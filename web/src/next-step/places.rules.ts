/** What the portal names as the next thing to do. */
export interface NamedAction {
  operationId: string;
  label: string;
  /** Of the operation, by their names. */
  parameters: Readonly<Record<string, string>>;
}

/** The record that it is about, as its reader sees it. */
export interface ActedOn {
  number: string;
  kind: string;
  /** Its own page. */
  home: string;
  /** What the reader is on it. */
  relation: string | null;
}

type Place = (record: ActedOn, parameters: NamedAction['parameters']) => string;

/** Where each operation is done that can come next on a record. What is due is put into the cart by a button that is there anyway. */
export const PLACES: Readonly<Record<string, Place>> = {
  addToCart: ({ number }) => `/records/${number}/fees`,
  completeBusinessStep: ({ number }, { step }) => `/business-registrations/${number}/steps/${step}`,
  getContractor: ({ number }) => `/records/${number}/contractors`,
  renewBusinessRegistration: ({ number }) => `/business-registrations/${number}/renewal`,
  renewContractor: ({ number }) => `/contractors/${number}/renewals`,
  reportConveyanceBack: ({ home }) => `${home}#service`,
  respondToCase: ({ home }) => `${home}#answer`,
  respondToReview: ({ number }) => `/records/${number}/reviews`,
  resubmitContractorApplication: ({ home }) => `${home}#correct`,
  resubmitContractorRenewal: ({ number }) => `/contractors/${number}/renewals`,
  resubmitPermit: ({ number }) => `/records/${number}/reviews`,
  scheduleInspection: ({ number }) => `/records/${number}/inspections`,
  submitBusinessRegistration: ({ home }) => `${home}#steps`,
  submitPermit: ({ number }) => `/records/${number}/application`,
  updatePermit: ({ number }) => `/records/${number}/contractors`,
  uploadAttachment: ({ number, kind, home }) => (kind === 'permit' ? `/permits/${number}/requirements` : `${home}#papers`),
};

/** For the owner alone: whoever follows a record sees that it waits for that, and cannot do it. */
const OWNERS = [
  'completeBusinessStep',
  'renewBusinessRegistration',
  'reportConveyanceBack',
  'respondToReview',
  'resubmitPermit',
  'submitBusinessRegistration',
  'submitPermit',
  'updatePermit',
];

/** The page where the reader does what comes next; undefined when it is not theirs to do. */
export function placeOf({ operationId, parameters }: NamedAction, record: ActedOn): string | undefined {
  if (record.relation === 'linked' && OWNERS.includes(operationId)) return undefined;
  return PLACES[operationId]?.(record, parameters);
}
