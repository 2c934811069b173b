import type { Shape } from '../../../api/types';
import { money } from '../../../format/money';

/** What it costs, line by line, each with its arithmetic. */
export function FeeTable({ fees: { lines, totalCents } }: { fees: Shape<'BusinessFeeEstimateDto'> }) {
  return (
    <>
      <h2 id="fees">What it costs</h2>
      <div className="table-frame" tabIndex={0} role="region" aria-labelledby="fees">
        <table className="usa-table usa-table--borderless">
          <thead>
            <tr>
              <th scope="col">Fee</th>
              <th scope="col">How it comes about</th>
              <th scope="col" className="amount">
                Amount
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ code, description, basis, amountCents }) => (
              <tr key={code}>
                <th scope="row">{description}</th>
                <td>{basis}</td>
                <td className="amount">{money(amountCents)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row" colSpan={2}>
                Total
              </th>
              <td className="amount">
                <strong>{money(totalCents)}</strong>
              </td>
            </tr>
          </tbody>
        </table>
      </div>
    </>
  );
}
