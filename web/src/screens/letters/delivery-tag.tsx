import type { Shape } from '../../api/types';

type Delivery = Shape<'DeliveryDto'>;

const LOOKS: Record<Delivery['state'], [tag: string, label: string]> = {
  sent: ['good', 'Delivered'],
  queued: ['waiting', 'On its way'],
  failed: ['bad', 'Not delivered'],
  'not-sent': ['over', 'Not e-mailed'],
};

export function DeliveryTag({ delivery }: { delivery: Delivery }) {
  const [look, label] = LOOKS[delivery.state];
  return <span className={`tag tag--${look}`}>{label}</span>;
}
