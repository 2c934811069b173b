import type { Shape } from '../../api/types';
import { withoutBlanks } from '../../forms/without-blanks';

export interface ReportValues {
  category: string;
  placed: 'address' | 'elsewhere';
  address?: Partial<Shape<'AddressValue'>>;
  place?: { description?: string; latitude?: string; longitude?: string };
  text: string;
  named?: 'yes' | 'no';
  contact?: Shape<'ConcernContactRequest'>;
}

/** What the form says, as the portal takes it: one place, and a name only when it was wanted. */
export function asReport({ category, placed, address, place, text, named, contact }: ReportValues): Shape<'ReportConcernRequest'> {
  return withoutBlanks({
    category,
    text,
    ...(placed === 'address' ? { address: address as Shape<'AddressValue'> } : { place: asPlace(place) }),
    contact: named === 'yes' ? contact : undefined,
  });
}

function asPlace(place: ReportValues['place']): Shape<'PointedPlaceRequest'> {
  return { description: place?.description ?? '', latitude: Number(place?.latitude), longitude: Number(place?.longitude) };
}
