import { useSearchParams } from 'react-router';
import { Page } from '../../components/page';
import { Results } from './results';
import { SearchForm } from './search-form';

const EXAMPLES = 'A number as on a letter, an address, a contractor, what was built. Spelling need not be exact.';

export default function Search() {
  const [search] = useSearchParams();
  const q = search.get('q') ?? '';
  const kind = search.get('kind') ?? '';
  return (
    <Page title="Look up a record" lead="What the city has on file for everyone to see: permits, licenses, projects and cases." wide>
      <SearchForm key={`${q} ${kind}`} q={q} kind={kind} hint={EXAMPLES} />
      {(q || kind) && <Results q={q} kind={kind} />}
    </Page>
  );
}
