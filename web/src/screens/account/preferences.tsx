import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { say } from '../../components/live-region';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../problems/problem-alert';
import { AccountTabs } from './tabs';

const preferencesQuery = {
  queryKey: ['notification-preferences'],
  queryFn: () => answer(api.GET('/v1/notifications/preferences')),
};

/** What comes by e-mail; each check mark is kept at once. */
export default function Preferences() {
  const client = useQueryClient();
  const { data } = useSuspenseQuery(preferencesQuery);
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ topic, byMail }: { topic: string; byMail: boolean }) =>
      answer(api.PATCH('/v1/notifications/preferences', { body: { [topic]: byMail } })),
    onSuccess: (changed, { byMail }) => {
      client.setQueryData(preferencesQuery.queryKey, changed);
      say(byMail ? 'Kept: these come by e-mail.' : 'Kept: these stay in the portal only.');
    },
  });
  return (
    <Page title="Letters by e-mail" lead="Whatever you choose, every letter is also kept here.">
      <AccountTabs />
      <ProblemAlert error={error} />
      <fieldset className="usa-fieldset">
        <legend className="usa-legend">What shall come by e-mail?</legend>
        {data.topics.map(({ topic, name, description, required, byMail }) => (
          <div className="usa-checkbox" key={topic}>
            <input
              className="usa-checkbox__input usa-checkbox__input--tile"
              type="checkbox"
              id={`topic-${topic}`}
              checked={byMail}
              disabled={required || isPending}
              onChange={({ target }) => mutate({ topic, byMail: target.checked })}
            />
            <label className="usa-checkbox__label" htmlFor={`topic-${topic}`}>
              {name}
              <span className="usa-checkbox__label-description">
                {description} {required && 'These are always sent.'}
              </span>
            </label>
          </div>
        ))}
      </fieldset>
      <div className="actions">
        <Link className="usa-button usa-button--outline" to="/notifications">
          Read my letters
        </Link>
      </div>
    </Page>
  );
}
