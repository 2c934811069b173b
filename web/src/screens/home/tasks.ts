/** What people come for, in their words, the most frequent first. */
export const TASKS = [
  { to: '/permit-finder', title: 'Find out which permit you need', text: 'And what to bring when it is taken at the counter.' },
  { to: '/fee-estimator', title: 'See what it will cost', text: 'An estimate with the reason for each line. No account is needed.' },
  { to: '/search', title: 'Look up a record', text: 'Permits, licenses, projects and cases, by number, address or contractor.' },
  { to: '/dashboard', title: 'Go on with something of mine', text: 'Answer comments, pay fees, book inspections, get your permit.' },
  {
    to: '/inspections',
    title: 'Book or move an inspection',
    text: 'Pick a free time. On the morning of the visit you are told when to expect us.',
  },
  { to: '/concerns', title: 'Report a concern', text: 'Tall grass, trash, unsafe work. Follow it by its code, without an account.' },
  { to: '/business-registrations', title: 'Register a business', text: 'Step by step, and its yearly renewal.' },
  { to: '/contractors', title: 'Register or check a contractor', text: 'Apply online, or see whether somebody is registered.' },
  { to: '/verify', title: 'Check a document from the city', text: 'See whether a permit or certificate is in force today.' },
] as const;
