import type { components } from './schema';

/** A shape of the API by its name: `Shape<'CityDto'>`. */
export type Shape<Name extends keyof components['schemas']> = components['schemas'][Name];
