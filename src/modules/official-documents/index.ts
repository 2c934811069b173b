export { OfficialDocumentsModule } from './official-documents.module.js';
export { IssuedPapers } from './issued-papers.js';
export { dayInWords, groupedCode, letterheadOf, placeFacts } from './letterhead.js';
export type { PaperStanding, Printing } from './paper-kinds.js';
export { codeFrom, newVerificationCode, normalVerificationCode } from './verification-code.js';
