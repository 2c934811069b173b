import type { FieldError } from '../../platform/errors/domain-error.js';
import { repeatedCodes } from '../../platform/errors/repeated-codes.js';

interface Catalogue {
  categories: readonly { code: string; sections: readonly string[] }[];
  sections: readonly { code: string }[];
  hearing: { from: string; to: string };
}

/** What the fields of the catalogue cannot say one by one. */
export function catalogueProblems({ categories, sections, hearing }: Catalogue): FieldError[] {
  const known = new Set(sections.map(({ code }) => code));
  return [
    ...repeatedCodes(categories, '/categories'),
    ...repeatedCodes(sections, '/sections'),
    ...categories.flatMap(({ code, sections: named }, index) =>
      named
        .filter((section) => !known.has(section))
        .map((section) => ({
          pointer: `/categories/${index}/sections`,
          detail: `of ${code} names ${section}, which is not among the sections`,
        })),
    ),
    ...(hearing.to < hearing.from ? [{ pointer: '/hearing/to', detail: 'must not be before /hearing/from' }] : []),
  ];
}
