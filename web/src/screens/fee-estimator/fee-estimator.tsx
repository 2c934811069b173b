import { useSuspenseQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { Link, useSearchParams } from 'react-router';
import { permitTypesQuery } from '../../api/permit-types';
import { Page } from '../../components/page';
import { Estimator } from './estimator';

/** What a permit would cost, before anybody applies. */
export default function FeeEstimator() {
  const id = useId();
  const [search, setSearch] = useSearchParams();
  const { data: types } = useSuspenseQuery(permitTypesQuery(''));
  const online = types.filter(({ submission }) => submission === 'online');
  const type = online.find(({ code }) => code === search.get('type'));
  const categories = Map.groupBy(online, ({ categoryName }) => categoryName);
  return (
    <Page
      title="What will the permit cost?"
      lead="The estimate is worked out by the same rules as the bill: with the same answers the two are equal."
      wide
    >
      <div className="form">
        <label className="usa-label" htmlFor={id}>
          Which permit?
        </label>
        <select
          className="usa-select"
          id={id}
          value={type?.code ?? ''}
          onChange={({ target }) => setSearch({ type: target.value }, { replace: true, preventScrollReset: true })}
        >
          <option value="">Please choose</option>
          {[...categories].map(([name, ofIt]) => (
            <optgroup key={name} label={name}>
              {ofIt.map((one) => (
                <option key={one.code} value={one.code}>
                  {one.name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <p>
          Not sure, or not in the list? <Link to="/permit-finder">Find out which permit you need</Link>
        </p>
      </div>
      {type && <Estimator key={type.code} type={type} />}
    </Page>
  );
}
