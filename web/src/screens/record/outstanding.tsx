import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Shape } from '../../api/types';
import { FileUpload } from '../../components/file-upload/file-upload';
import { say } from '../../components/live-region';
import { PayButton } from '../../components/pay-button';
import { dayOf } from '../../format/dates';
import { money } from '../../format/money';
import { recordChanged } from './record.queries';

type Requirements = Shape<'PermitRequirementsDto'>;
type Item = Requirements['outstanding'][number];

const WAITS_FOR: Record<Item['waitingOn'], string> = {
  applicant: 'Waits for you',
  contractor: 'Waits for the contractor',
  city: 'Waits for the city',
};

/** Each thing that is still missing, who must act, and the button that does it. */
export function Outstanding({ requirements: { number, outstanding } }: { requirements: Requirements }) {
  const fees = outstanding.filter(({ kind }) => kind === 'fee');
  const due = fees.reduce((sum, { amountCents = 0 }) => sum + amountCents, 0);
  const others = outstanding.filter(({ kind }) => kind !== 'fee');
  return (
    <ul className="rows">
      {others.map((item) => (
        <li key={`${item.kind}-${item.code}`}>
          {item.action?.operationId === 'uploadAttachment' ? <Upload number={number} item={item} /> : <Named number={number} item={item} />}
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

interface ItemProps {
  number: string;
  item: Item;
}

function Upload({ number, item: { code, label, waitingOn, since } }: ItemProps) {
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

function Named({ number, item }: ItemProps) {
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
      <Way number={number} action={item.action} />
    </>
  );
}

/** What can be done about it, where the applicant's side can. */
function Way({ number, action }: { number: string; action: Item['action'] }) {
  switch (action?.operationId) {
    case 'respondToReview':
    case 'resubmitPermit':
      return <Go to={`/records/${number}/reviews`}>{action.label}</Go>;
    case 'submitPermit':
      return <Go to={`/records/${number}/application`}>{action.label}</Go>;
    case 'updatePermit':
      return <Go to={`/records/${number}/contractors`}>{action.label}</Go>;
    case 'getContractor':
      return <Go to={`/records/${number}/contractors`}>{action.label}</Go>;
    default:
      return null;
  }
}

function Go({ to, children }: { to: string; children: string }) {
  return (
    <Link className="usa-button usa-button--outline" to={to}>
      {children}
    </Link>
  );
}
