/** Kinds of records that have a page of their own; their numbers tell which. */
const PAGES: Record<string, (number: string) => string> = {
  CON: (number) => `/contractors/${number}/registration`,
  ELV: (number) => `/conveyances/${number}`,
  BUS: (number) => `/business-registrations/${number}`,
  CEC: (number) => `/code-cases/${number}`,
  PRJ: (number) => `/projects/${number}`,
};

/** The page of a record for those whose it is. */
export const recordPath = (number: string): string => (PAGES[number.slice(0, 3)] ?? ((other: string) => `/records/${other}`))(number);
