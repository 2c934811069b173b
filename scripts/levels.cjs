/**
 * The storeys of the house, the top one first. A module calls only modules on storeys below its own, and hears from them by their
 * events. Kept by .dependency-cruiser.cjs, drawn in docs/module-map.md.
 */
module.exports = [
  // The dashboard sums up what all others have, unread messages included; changes tell of all of it.
  ['dashboard', 'changes'],
  ['notifications'],
  ['permits', 'conveyance', 'business-registration', 'code-enforcement'],
  ['contractors'],
  ['payments', 'reviews', 'inspections'],
  // What hangs on a case file, above it: what people send to it, what the city hands out, who is asked to join, what groups it.
  ['projects'],
  ['invitations'],
  ['attachments', 'official-documents', 'back-office'],
  ['records'],
  // The city calls nobody and is called by all, the accounts above it included (its name is no good password).
  ['accounts'],
  ['city'],
];
