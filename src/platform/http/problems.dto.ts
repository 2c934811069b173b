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

  /** The operations that answer with it. @example ["createPermit"] */
  operations: string[];
}

export class ProblemCodesDto {
  /** Sorted by code. */
  items: ProblemCodeDto[];
}
