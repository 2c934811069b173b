import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { permitAdviceQuery, permitTypesQuery } from '../../api/permit-types';
import { Alert } from '../../components/alert';
import { Page } from '../../components/page';
import { Ask } from './ask';
import { PermitTypeList } from './permit-type-list';

export default function PermitFinder() {
  const q = useSearchParams()[0].get('q')?.trim() ?? '';
  const { data: types } = useSuspenseQuery(permitTypesQuery(q));
  const { data: advice } = useSuspenseQuery(permitAdviceQuery(q));
  return (
    <Page title="Which permit do I need?" lead="Say it in your own words, or look through the list.">
      <Ask key={q} label="What do you want to do?" words={q} />
      {advice && (
        <Alert kind="info" heading={advice.title}>
          {advice.text}
        </Alert>
      )}
      {q && !advice && types.length === 0 && (
        <p role="status">
          Nothing fits “{q}”. Try other words, <Link to="/permit-finder">look through all permits</Link>, or call the counter: the number is
          below.
        </p>
      )}
      {q && types.length > 0 && (
        <>
          <div role="status">
            <h2>
              {types.length === 1 ? 'One permit fits' : `${types.length} permits fit`} “{q}”
            </h2>
          </div>
          <PermitTypeList types={types} />
          <p>
            <Link to="/permit-finder">Show all permits</Link>
          </p>
        </>
      )}
      {!q && <ByCategory types={types} />}
    </Page>
  );
}

function ByCategory({ types }: { types: Parameters<typeof PermitTypeList>[0]['types'] }) {
  const categories = Map.groupBy(types, ({ submission, categoryName }) => (submission === 'online' ? categoryName : ''));
  const atTheCounter = categories.get('');
  categories.delete('');
  return (
    <>
      {[...categories].map(([name, ofIt]) => (
        <section key={name} aria-label={name}>
          <h2>{name}</h2>
          <PermitTypeList types={ofIt} />
        </section>
      ))}
      {atTheCounter && (
        <section aria-label="Taken at the counter">
          <h2>Taken at the counter</h2>
          <p>These need paper plans or more, so they are not applied for online. Each says what to bring.</p>
          <PermitTypeList types={atTheCounter} />
        </section>
      )}
    </>
  );
}
