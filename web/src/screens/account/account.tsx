import { Page } from '../../components/page';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { say } from '../../components/live-region';
import { Form } from '../../forms/form';
import { TextField } from '../../forms/text-field';
import { setAccount, type Account } from '../../session/session';
import { useAccount } from '../../session/use-account';
import { EmailAddress } from './email-address';
import { AccountTabs } from './tabs';

interface Values {
  firstName: string;
  lastName: string;
  phone: string;
}

const save = ({ phone, ...names }: Values) => answer(api.PATCH('/v1/accounts/me', { body: { ...names, phone: phone.trim() || null } }));

export default function AccountPage() {
  const account = useAccount()!;
  return (
    <Page title="My account" lead={account.businessName ?? undefined}>
      <AccountTabs />
      <EmailAddress account={account} />
      <h2>My name and telephone</h2>
      <Form<Values, Account>
        name={`account-${account.id}`}
        defaults={{ firstName: account.firstName, lastName: account.lastName, phone: account.phone ?? '' }}
        send={save}
        onSent={(changed) => {
          setAccount(changed);
          say('Your data is saved.');
        }}
        button="Save"
      >
        <TextField name="firstName" label="First name" required autoComplete="given-name" maxLength={100} />
        <TextField name="lastName" label="Last name" required autoComplete="family-name" maxLength={100} />
        <TextField name="phone" label="Telephone" type="tel" autoComplete="tel" />
      </Form>
    </Page>
  );
}
