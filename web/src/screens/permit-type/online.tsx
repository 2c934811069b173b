import { Link } from 'react-router';
import type { Shape } from '../../api/types';

/** What an application needs and what happens after it. */
export function Online({ type }: { type: Shape<'PermitTypeDto'> }) {
  const { code, contractorClasses, documents, inspections, instantIssue, instantIssueCondition, reviewDisciplines } = type;
  return (
    <>
      <div className="actions">
        <Link className="usa-button" to={`/apply/${code}`}>
          Apply for this permit
        </Link>
        <Link className="usa-button usa-button--outline" to={`/fee-estimator?type=${code}`}>
          See what it costs
        </Link>
      </div>
      <p>{type.instructions}</p>
      {instantIssue && (
        <p>
          <strong>Issued at once</strong>
          {instantIssueCondition ? `, when ${instantIssueCondition}` : ', without a review'}.
        </p>
      )}
      <Needs title="Documents to have at hand" items={documents.map((item) => ({ ...item, note: noteOf(item) }))} />
      <Needs
        title="Who does the work"
        intro={
          type.ownerMayDoWork ? 'You may do the work yourself in the home you live in. Otherwise name a registered contractor:' : undefined
        }
        items={contractorClasses.map((item) => ({ ...item, note: item.condition }))}
      />
      <Needs
        title="Who reviews it"
        items={reviewDisciplines.map((item) => ({
          ...item,
          note: [`within ${item.businessDays} business days`, item.condition && `only when ${item.condition}`].filter(Boolean).join(', '),
        }))}
      />
      <Needs title="Inspections" items={inspections.map((item) => ({ ...item, note: item.condition }))} />
    </>
  );
}

function noteOf({ condition, phase, required }: Shape<'PermitTypeDocumentDto'>): string {
  const when = phase === 'at-submission' ? 'with the application' : 'may follow until the permit is issued';
  if (condition) return `${when}, when ${condition}`;
  return required ? when : 'if you have it';
}

interface NeedsProps {
  title: string;
  intro?: string;
  items: readonly { code: string; name: string; note: string | null }[];
}

function Needs({ title, intro, items }: NeedsProps) {
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      {intro && <p>{intro}</p>}
      <ul className="usa-list">
        {items.map(({ code, name, note }) => (
          <li key={code + name}>
            {name}
            {note && <span className="muted"> ({note})</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
