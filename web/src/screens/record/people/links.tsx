import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import type { Shape } from '../../../api/types';
import { ActionButton } from '../../../components/action-button';
import { moment } from '../../../format/dates';
import { linksQuery, recordChanged } from '../record.queries';

type Link = Shape<'RecordLinkDto'>;

const WAYS: Record<Link['by'], string> = { number: 'Typed its number', invitation: 'Was invited', project: 'By its project' };

/** Accounts that came to the record by its number, an invitation or its project. */
export function Links({ number }: { number: string }) {
  const { data: links } = useSuspenseQuery(linksQuery(number));
  return (
    <section aria-labelledby="links">
      <h2 id="links">Who follows it</h2>
      {links.length === 0 ? (
        <p>Nobody besides its owners. Whoever types its number can follow it, and you are told.</p>
      ) : (
        <ul className="rows">
          {links.map((link) => (
            <Person key={link.id} number={number} link={link} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Person({ number, link }: { number: string; link: Link }) {
  const client = useQueryClient();
  const remove = async () => {
    await answer(api.DELETE('/v1/record-links/{id}', { params: { path: { id: link.id } } }));
    await recordChanged(client, number);
  };
  return (
    <li>
      <div className="rows__what">
        <p>
          <strong>{link.name}</strong>
          {link.businessName && `, ${link.businessName}`}
          {link.relation === 'owner' && ', co-owner'}
        </p>
        <p className="usa-hint">
          {WAYS[link.by]}, {moment(link.linkedAt)}
        </p>
      </div>
      {link.by !== 'project' && (
        <ActionButton
          act={remove}
          done={`${link.name} no longer follows the record.`}
          confirm={{ question: `${link.name} then sees no more of the record than everybody. Remove?`, yes: 'Yes, remove' }}
        >
          {`Remove ${link.name}`}
        </ActionButton>
      )}
    </li>
  );
}
