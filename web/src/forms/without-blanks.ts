/** A form's values as the API takes them: what was left blank is left out, all the way down. */
export function withoutBlanks<Values>(values: Values): Values {
  if (Array.isArray(values)) return values.map((each: unknown) => withoutBlanks(each)) as Values;
  if (typeof values !== 'object' || values === null) return (typeof values === 'string' ? values.trim() : values) as Values;
  const said = Object.entries(values).flatMap(([name, value]: [string, unknown]) => {
    const cleaned = withoutBlanks(value);
    return isBlank(cleaned) ? [] : [[name, cleaned]];
  });
  return Object.fromEntries(said) as Values;
}

function isBlank(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0;
}
