/** For operations that take a file, as their `bodySerializer`. A `File` is sent with its name. */
export function asForm(body: Record<string, string | Blob | undefined>): FormData {
  const form = new FormData();
  // What comes last may be long: the portal reads the rest of the form first.
  const fields = Object.entries(body).sort(([, a], [, b]) => Number(a instanceof Blob) - Number(b instanceof Blob));
  for (const [name, value] of fields) if (value !== undefined) form.append(name, value);
  return form;
}
