/** While something is on its way. */
export function Busy({ what = 'Loading' }: { what?: string }) {
  return (
    <p className="busy" role="status">
      <span className="busy__mark" aria-hidden="true" />
      {what} …
    </p>
  );
}
