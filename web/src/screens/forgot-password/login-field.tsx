import { useWatch } from 'react-hook-form';
import { TextField } from '../../forms/text-field';

/** Residents reset by username, everybody else by the e-mail address that the city has on file. */
export function LoginField() {
  const profile: unknown = useWatch({ name: 'profile' });
  if (profile === 'public') {
    return <TextField name="username" label="Username" required autoComplete="username" spellCheck={false} maxLength={254} />;
  }
  return (
    <TextField
      name="email"
      label="E-mail address"
      hint="The main address that the city has on file."
      required
      type="email"
      autoComplete="email"
      maxLength={254}
    />
  );
}
