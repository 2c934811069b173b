import { fileTypeFromBuffer } from 'file-type';

/** How much of a file is looked at to know its type. Office files name their type in one of the first entries of a zip. */
export const SAMPLE_BYTES = 64 * 1024;

export const PDF = 'application/pdf';

export interface FileKind {
  /** Told to people. */
  name: string;
  contentType: string;
  extensions: readonly string[];
  /** What `file-type` may call it. */
  detectedAs: readonly string[];
  /** Plain text, all of which must be UTF-8. */
  isText?: true;
}

/** What plan reviewers can open. No archives: nobody can review what is packed. */
export const FILE_KINDS: readonly FileKind[] = [
  { name: 'a PDF', contentType: PDF, extensions: ['pdf'], detectedAs: ['application/pdf'] },
  { name: 'a PNG image', contentType: 'image/png', extensions: ['png'], detectedAs: ['image/png', 'image/apng'] },
  { name: 'a JPEG image', contentType: 'image/jpeg', extensions: ['jpg', 'jpeg'], detectedAs: ['image/jpeg'] },
  { name: 'a TIFF image', contentType: 'image/tiff', extensions: ['tif', 'tiff'], detectedAs: ['image/tiff'] },
  {
    name: 'a HEIC image',
    contentType: 'image/heic',
    extensions: ['heic', 'heif'],
    detectedAs: ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'],
  },
  {
    name: 'a Word document',
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
    detectedAs: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  },
  {
    name: 'an Excel workbook',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: ['xlsx'],
    detectedAs: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  },
  { name: 'an AutoCAD drawing', contentType: 'image/vnd.dwg', extensions: ['dwg'], detectedAs: ['image/vnd.dwg'] },
  { name: 'an AutoCAD exchange file', contentType: 'image/vnd.dxf', extensions: ['dxf'], detectedAs: ['image/vnd.dxf'] },
  { name: 'plain text in UTF-8', contentType: 'text/plain', extensions: ['txt'], detectedAs: ['text/plain'], isText: true },
  {
    name: 'a table in UTF-8, its values separated by commas',
    contentType: 'text/csv',
    extensions: ['csv'],
    detectedAs: ['text/plain'],
    isText: true,
  },
];

export const ALLOWED_EXTENSIONS: readonly string[] = FILE_KINDS.flatMap((kind) => kind.extensions);

/** The kind a file's name promises; undefined for a name that the city cannot take. */
export function kindByName(fileName: string): FileKind | undefined {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase();
  return FILE_KINDS.find((kind) => kind.extensions.includes(extension ?? ''));
}

/** Whether a file that begins with `sample` can be of the kind its name promises. */
export async function isOfKind(kind: FileKind, sample: Buffer): Promise<boolean> {
  const detected = await detect(sample);
  if (kind.isText) return !FILE_KINDS.some((other) => !other.isText && other.detectedAs.includes(detected)) && looksLikeText(sample);
  return kind.detectedAs.includes(detected) || (kind.contentType === PDF && detected === 'text/plain' && beginsAsPdf(sample));
}

/** Readers look for the beginning that far; scanners and printers write lines of their own before it. */
const PDF_BEGINS_WITHIN = 1024;

function beginsAsPdf(sample: Buffer): boolean {
  return sample.subarray(0, PDF_BEGINS_WITHIN).includes('%PDF-');
}

async function detect(sample: Buffer): Promise<string> {
  const detected = (await fileTypeFromBuffer(sample))?.mime;
  if (detected === 'application/zip') return officeTypeOf(sample) ?? detected;
  if (detected) return detected;
  return isDxf(sample) ? 'image/vnd.dxf' : 'text/plain';
}

/** Some programs write the entry that names the type last; then the folder of the first entries tells. */
function officeTypeOf(sample: Buffer): string | undefined {
  for (let at = sample.indexOf('PK\x03\x04'); at >= 0; at = sample.indexOf('PK\x03\x04', at + 4)) {
    const nameLength = at + 30 <= sample.length ? sample.readUInt16LE(at + 26) : 0;
    const name = sample.toString('latin1', at + 30, at + 30 + nameLength);
    const office = [
      ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
      ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ].find(([folder]) => name.startsWith(folder));
    if (office) return office[1];
  }
  return undefined;
}

/** AutoCAD's exchange format, in its binary form or as text: perhaps comments (group 999), then the first section. */
function isDxf(sample: Buffer): boolean {
  const start = sample.toString('latin1', 0, 4096);
  return start.startsWith('AutoCAD Binary DXF\r\n\x1a\0') || /^(\s*999\r?\n[^\n]*\n)*\s*0\r?\n\s*SECTION\r?\n/.test(start);
}

function looksLikeText(sample: Buffer): boolean {
  return !/[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(sample.toString('latin1'));
}
