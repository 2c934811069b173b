import { Alert } from '../../components/alert';
import { Page } from '../../components/page';
import { useAccount } from '../../session/use-account';
import { ChangePassword } from './change-password';
import { SecondFactor } from './second-factor';
import { Sessions } from './sessions';
import { AccountTabs } from './tabs';

export default function Security() {
  const account = useAccount()!;
  return (
    <Page title="Password and sign-ins">
      <AccountTabs />
      {account.passwordMustChange && (
        <Alert kind="warning" heading="Please choose your own password">
          Somebody else gave you the one you signed in with, and it works only once.
        </Alert>
      )}
      <ChangePassword account={account} />
      <SecondFactor account={account} />
      <Sessions />
    </Page>
  );
}
