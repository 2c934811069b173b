/** What problem documents of one code have besides the members of every one. */
export class ProblemMemberDto {
  /** @example nearest */
  name: string;

  /** Whether every occurrence has it. */
  always: boolean;

  /** How it may look, as JSON. @example "[\"Rough mechanical\"]" */
  sample: string;
}

/** One way in which the portal refuses a request. */
export class ProblemCodeDto {
  /** Stable name of the broken rule, `module.what-happened`; programs react to this. @example platform.invalid-input */
  code: string;

  /** What it means, the same for every occurrence. @example "Some fields need to be corrected" */
  title: string;

  /** HTTP status it comes with. @example 422 */
  status: number;

  /**
   * The `type` of its problem documents: the address of this entry.
   * @example https://permits.example.org/problems/platform.invalid-input
   */
  type: string;

  /** What it comes from, and what helps, for codes of its kind; `detail` of a problem document says it of the case at hand. */
  remedy: string;

  /** Its further members; `code` tells which schema of the API document has them. */
  members: ProblemMemberDto[];

  /** The operations that answer with it. @example ["createPermit"] */
  operations: string[];
}

export class ProblemCodesDto {
  /** Sorted by code. */
  items: ProblemCodeDto[];
}
