export { OfficialDocumentsModule } from './official-documents.module.js';
export { IssuedPapers } from './issued-papers.js';
export { groupedCode, letterheadOf, placeFacts } from './letterhead.js';
export { definePaper, type PaperStanding, type Printing } from './paper-kinds.js';
export { codeFrom, newVerificationCode, normalVerificationCode } from './verification-code.js';
