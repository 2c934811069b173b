import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { cityQuery } from '../../api/queries';
import { Page } from '../../components/page';
import { phone, telephone } from '../../format/phones';

/** The same whether or not there is such an account. */
export function LookIntoMailbox({ what, goodFor = '' }: { what: string; goodFor?: string }) {
  const { data: city } = useSuspenseQuery(cityQuery);
  const number = city.phones[0]?.number;
  return (
    <Page title="Look into your mailbox" lead={`${what} is on its way, if there is such an account. ${goodFor}`}>
      <p>
        Nothing after a few minutes? Look among the spam for a letter from <strong>{city.senderEmail}</strong>, and see that you typed it
        right.{' '}
        {number && (
          <>
            Otherwise call us: <a href={telephone(number)}>{phone(number)}</a>.
          </>
        )}
      </p>
      <div className="actions">
        <Link className="usa-button" to="/sign-in">
          Sign in
        </Link>
      </div>
    </Page>
  );
}
