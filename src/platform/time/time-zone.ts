/** The injection token of the time zone in which civil times are meant, an IANA name such as `America/Chicago`. */
export const TIME_ZONE = Symbol('time-zone');
