import type { Choice } from '../forms/choice-fields';

/** How people sign in, where they say which of their accounts they mean. */
export const PROFILES: readonly Choice[] = [
  { value: 'public', label: 'Resident or business', description: 'You registered here yourself.' },
  { value: 'contractor', label: 'Contractor, developer or design professional', description: 'Your firm is registered with the city.' },
  { value: 'staff', label: 'City staff' },
];
