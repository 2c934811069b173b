import { useQueryClient } from '@tanstack/react-query';
import type { Shape } from '../../api/types';
import { FileUpload } from '../../components/file-upload/file-upload';
import { say } from '../../components/live-region';
import { PayButton } from '../../components/pay-button';
import { dayOf } from '../../format/dates';
import { money } from '../../format/money';
import { ActionLink } from '../../next-step/next-actions';
import type { ActedOn } from '../../next-step/places.rules';
import { recordChanged } from './record.queries';

type Requirements = Shape<'PermitRequirementsDto'>;
type Item = Requirements['outstanding'][number];

const WAITS_FOR: Record<Item['waitingOn'], string> = {
  applicant: 'Waits for you',
  contractor: 'Waits for the contractor',
  city: 'Waits for the city',
};

/** Each thing that is still missing, who must act, and the button that does it. */
export function Outstanding({ on, outstanding }: { on: ActedOn; outstanding: readonly Item[] }) {
  const { number } = on;
  const fees = outstanding.filter(({ kind }) => kind === 'fee');
  const due = fees.reduce((sum, { amountCents = 0 }) => sum + amountCents, 0);
  const others = outstanding.filter(({ kind }) => kind !== 'fee');
  return (
    <ul className="rows">
      {others.map((item) => (
        <li key={`${item.kind}-${item.code}`}>
          {item.action?.operationId === 'uploadAttachment' ? <Upload number={number} item={item} /> : <Named on={on} item={item} />}
        </li>
      ))}
      {fees.length > 0 && (
        <li>
          <div className="rows__what">
            <p>
              <strong>Fees: {money(due)}</strong>
            </p>
            <p className="muted">{fees.map(({ label, amountCents = 0 }) => `${label} ${money(amountCents)}`).join(', ')}</p>
          </div>
          <PayButton number={number} cents={due} />
        </li>
      )}
    </ul>
  );
}

function Upload({ number, item: { code, label, waitingOn, since } }: { number: string; item: Item }) {
  const client = useQueryClient();
  return (
    <FileUpload
      label={<strong>{label}</strong>}
      hint={`${WAITS_FOR[waitingOn]}, since ${dayOf(since)}`}
      to={`/v1/records/${number}/attachments`}
      fields={{ documentType: code }}
      onDone={() => {
        say(`${label} has arrived.`);
        void recordChanged(client, number);
      }}
    />
  );
}

function Named({ on, item }: { on: ActedOn; item: Item }) {
  return (
    <>
      <div className="rows__what">
        <p>
          <strong>{item.label}</strong>
        </p>
        <p className="muted">
          {WAITS_FOR[item.waitingOn]}, since {dayOf(item.since)}
        </p>
      </div>
      <ActionLink on={on} action={item.action} />
    </>
  );
}
