interface Address {
  line1: string;
  line2?: string | null;
  city: string;
  state: string;
  zip: string;
}

/** `123 Maple Street, Unit 2B`: enough within the city. */
export const street = ({ line1, line2 }: Address): string => (line2 ? `${line1}, ${line2}` : line1);

/** `123 Maple Street, Unit 2B, Fairview, IL 60501`. */
export const wholeAddress = (address: Address): string => `${street(address)}, ${address.city}, ${address.state} ${address.zip}`;
