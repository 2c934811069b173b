import { useState } from 'react';
import { ProblemError } from '../problems/problem';
import { ProblemAlert } from '../problems/problem-alert';
import { accessToken } from '../session/session';

interface FileButtonProps {
  /** Of the API: `/v1/permits/RST-2026-00017/document`. */
  path: string;
  /** Under which it is kept. */
  fileName: string;
  children: string;
}

/** Gets a paper or a file that only its people may read, and keeps it under its name. */
export function FileButton({ path, fileName, children }: FileButtonProps) {
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const get = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await save(path, fileName);
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  return (
    <>
      <button type="button" className="usa-button usa-button--unstyled" disabled={busy} onClick={() => void get()}>
        {busy ? 'Getting it …' : children}
      </button>
      <ProblemAlert error={error} />
    </>
  );
}

async function save(path: string, fileName: string): Promise<void> {
  const token = await accessToken();
  const response = await fetch(path, { headers: token ? { Authorization: `Bearer ${token}` } : {} }).catch(() => {
    throw ProblemError.offline();
  });
  if (!response.ok) throw ProblemError.told(response.status, await response.json().catch(() => undefined));
  const address = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: address, download: fileName });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
