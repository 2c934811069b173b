import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { ActionButton } from '../../components/action-button';
import { Page } from '../../components/page';
import { street } from '../../format/address';
import { AccountTabs } from './tabs';

const linksQuery = {
  queryKey: ['record-links'],
  queryFn: async () => (await answer(api.GET('/v1/record-links', { params: { query: { limit: 100 } } }))).items,
};

/** What one has linked by its number or was invited to. */
export default function LinkedRecords() {
  const client = useQueryClient();
  const { data: links } = useSuspenseQuery(linksQuery);
  const leave = async (id: string) => {
    await answer(api.DELETE('/v1/record-links/{id}', { params: { path: { id } } }));
    await Promise.all([linksQuery.queryKey, ['dashboard']].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  return (
    <Page title="Records I follow" lead="Records of others that you have linked, or that you were invited to.">
      <AccountTabs />
      {links.length === 0 && <p>None so far.</p>}
      <ul className="rows">
        {links.map(({ id, number, typeName, statusLabel, address, by, relation }) => (
          <li key={id}>
            <div className="rows__what">
              <p>
                <Link to={`/records/${number}`}>
                  <strong>{typeName}</strong>
                </Link>{' '}
                <span className="muted number">{number}</span>
              </p>
              <p>
                {address && `${street(address)}, `}
                {statusLabel.toLowerCase()}
              </p>
              <p className="muted">
                {by === 'invitation' ? 'You were invited' : by === 'project' ? 'It is part of a project of yours' : 'You linked it'}
                {relation === 'owner' && ' as a co-owner'}
              </p>
            </div>
            <ActionButton act={() => leave(id)} done="The record is not on your dashboard any more." about={number}>
              Stop following
            </ActionButton>
          </li>
        ))}
      </ul>
      <div className="actions">
        <Link className="usa-button" to="/link-a-record">
          Link a record
        </Link>
      </div>
    </Page>
  );
}
