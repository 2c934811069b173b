import { useNavigate } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { FileButton } from '../../components/file-button';
import { Page } from '../../components/page';
import { Form } from '../../forms/form';
import { PasswordField } from '../../forms/password-field';
import { endSession } from '../../session/session';
import { AccountTabs } from './tabs';

interface Values {
  password: string;
}

/** What one may take along, and how one leaves. */
export default function CopyOrClose() {
  const navigate = useNavigate();
  const leave = async () => {
    await navigate('/account/closed');
    await endSession();
  };
  return (
    <Page title="Copy or close">
      <AccountTabs />
      <h2>A copy of my data</h2>
      <p>All that the portal knows of you, as a file that other programs can read (JSON). Your documents are in it by name.</p>
      <FileButton path="/v1/accounts/me/data" fileName="my-data.json">
        Get my data
      </FileButton>
      <h2>Close my account</h2>
      <p>
        Applications, papers and payments stay with the city, as the law requires. Everything else about you goes, and you are signed out
        everywhere. This cannot be undone.
      </p>
      <Form<Values, unknown>
        name="close-account"
        defaults={{ password: '' }}
        secrets={['password']}
        send={(body) => answer(api.POST('/v1/accounts/me/closure', { body }))}
        onSent={() => void leave()}
        button="Close my account for good"
      >
        <PasswordField name="password" label="Password" required autoComplete="current-password" />
      </Form>
    </Page>
  );
}
