import { useFieldArray } from 'react-hook-form';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import type { Shape } from '../../../api/types';
import { longDate } from '../../../format/dates';
import { Form } from '../../../forms/form';
import { lastsTo, type Paper } from '../papers.rules';
import { NewPaperFields } from './new-paper-fields';
import { asRenewal, blank, startingWith, type RenewalValues } from './renewal.rules';

interface RenewalFormProps {
  number: string;
  papers: readonly Paper[];
  termFrom: string;
  today: string;
  /** What the city sent back, to be corrected. */
  returned?: Shape<'ContractorRenewalDto'>;
  onSent: () => Promise<void>;
}

/** Asks for the papers that end before the next term begins, and for nothing that lasts. */
export function RenewalForm({ number, papers, termFrom, today, returned, onSent }: RenewalFormProps) {
  const send = (values: RenewalValues, key: string) => {
    const header = { 'Idempotency-Key': key };
    const body = asRenewal(values);
    return answer(
      returned
        ? api.POST('/v1/contractors/{number}/renewals/{id}/resubmission', { body, params: { path: { number, id: returned.id }, header } })
        : api.POST('/v1/contractors/{number}/renewals', { body, params: { path: { number }, header } }),
    );
  };
  return (
    <section aria-labelledby="renew">
      <h2 id="renew">{returned ? 'Correct it and send it again' : 'Renew for another year'}</h2>
      <p>
        The city checks the documents, then e-mails you the link to pay the fee. Once it is paid, the registration is extended by a year.
      </p>
      <Form<RenewalValues, unknown>
        name={`renewal-${number}`}
        defaults={{ credentials: startingWith(papers, termFrom, returned) }}
        send={send}
        onSent={() => void onSent()}
        button="Send the renewal"
      >
        <PaperList number={number} papers={papers} termFrom={termFrom} today={today} />
      </Form>
    </section>
  );
}

type PaperListProps = Pick<RenewalFormProps, 'number' | 'papers' | 'termFrom' | 'today'>;

function PaperList({ number, papers, termFrom, today }: PaperListProps) {
  const { fields, append, remove } = useFieldArray<RenewalValues, 'credentials'>({ name: 'credentials' });
  const paperOf = (field: { kind: string; class: string }) =>
    papers.find((paper) => paper.kind === field.kind && (paper.class ?? '') === field.class);
  const others = papers.filter((paper) => !fields.some((field) => paperOf(field) === paper));
  return (
    <>
      {fields.length > 0 && <h3>Needed for the term from {longDate(termFrom)}</h3>}
      {fields.map((field, index) => {
        const paper = paperOf(field);
        return (
          <NewPaperFields
            key={field.id}
            name={`credentials.${index}`}
            title={paper?.name ?? field.kind}
            kind={field.kind}
            number={number}
            today={today}
            onRemove={paper && lastsTo(termFrom, paper) ? () => remove(index) : undefined}
          />
        );
      })}
      {others.length > 0 && (
        <>
          <h3>{fields.length > 0 ? 'Lasts into it' : `Everything on file lasts into the term from ${longDate(termFrom)}`}</h3>
          <ul className="rows">
            {others.map((paper) => (
              <li key={paper.kind + paper.class}>
                <span className="rows__what">
                  {paper.name}
                  {paper.onFile && `, through ${longDate(paper.onFile.expiresOn)}`}
                </span>
                <button type="button" className="usa-button usa-button--unstyled" onClick={() => append(blank(paper))}>
                  Send a newer one<span className="usa-sr-only">: {paper.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
