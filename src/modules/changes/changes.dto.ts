/** What changed for your account. Names only: read what they stand for where you show it. */
export class ChangesDto {
  /** Numbers of your records that changed, and of those that came to you or left you. @example ["ZAS-2026-00017"] */
  records: string[];

  /** Ids of your messages that came or were read. @example ["0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10"] */
  messages: string[];

  /** Whether your cart changed. @example false */
  cart: boolean;

  /** What you missed is not known any more: read everything anew that you show. @example false */
  everything: boolean;
}
