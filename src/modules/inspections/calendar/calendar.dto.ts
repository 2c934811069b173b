/** The address of an account's calendar, for phones and calendar programs to subscribe to. */
export class CalendarFeedDto {
  /**
   * Secret: whoever knows it sees the appointments without signing in. It is told this once; only a new one can be made later.
   * @example "http://localhost:3000/v1/calendar-feeds/mTq0V3b0c1lqk4ZyV1b2n8d6w5xR7sJ9uPfEaHgKiLo.ics"
   */
  url: string;
}
