/** Of a record or of a notice: `ZAS-2026-00017`, `CEC-2026-00004-1`. */
const NUMBER = /([A-Z]{3}-\d{4}-\d{5}(?:-\d+)?)/;

/** Text in which the numbers of records stay in one piece at the end of a line. */
export function WholeNumbers({ children }: { children: string }) {
  return children.split(NUMBER).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={index} className="number">
        {part}
      </span>
    ),
  );
}
