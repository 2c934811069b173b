import type { Shape } from '../../../api/types';

type Attachment = Shape<'AttachmentDto'>;
type Asked = Shape<'PermitDocumentDto'>;

/** All files of one kind of document. */
export interface Slot {
  code: string;
  name: string;
  /** Why the city asks for it; null for what it did not ask for. */
  asked: Pick<Asked, 'required' | 'phase'> | null;
  files: Attachment[];
}

/** What the permit asks for comes first, missing ones too; then whatever else was added. */
export function slotsOf(asked: readonly Asked[], attachments: readonly Attachment[]): Slot[] {
  const filesOf = (type: string) => attachments.filter(({ documentType }) => documentType === type);
  const others = [...new Set(attachments.map(({ documentType }) => documentType))].filter((type) =>
    asked.every(({ code }) => code !== type),
  );
  return [
    ...asked.map(({ code, name, required, phase }) => ({ code, name, asked: { required, phase }, files: filesOf(code) })),
    ...others.map((code) => ({ code, name: inWords(code), asked: null, files: filesOf(code) })),
  ];
}

/** `site-plan` as people write it. */
export function inWords(code: string): string {
  const words = code.replaceAll(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A type for a document that nobody asked for, of what a person calls it. */
export function typeOf(name: string): string {
  const code = name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return code.length < 2 ? 'other-document' : code;
}
