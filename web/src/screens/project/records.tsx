import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { ActionButton } from '../../components/action-button';
import { RecordLink } from '../../components/record-link';
import { StatusTag } from '../../components/status-tag';
import { money } from '../../format/money';

/** The permits, licenses and cases that the project groups. */
export function Records({ project, onChanged }: { project: Shape<'ProjectDto'>; onChanged: () => Promise<void> }) {
  const { number, records, relation, status } = project;
  const mayRemove = (record: Shape<'ProjectRecordDto'>) => status !== 'closed' && (relation === 'owner' || record.relation === 'owner');
  const remove = async (recordNumber: string) => {
    await answer(api.DELETE('/v1/projects/{number}/records/{recordNumber}', { params: { path: { number, recordNumber } } }));
    await onChanged();
  };
  return (
    <section aria-labelledby="records">
      <h2 id="records">Its records</h2>
      {records.length === 0 && <p>None yet.</p>}
      <ul className="rows">
        {records.map((record) => (
          <li key={record.number}>
            <div className="rows__what">
              <p>
                <RecordLink number={record.number} name={record.typeName} /> <StatusTag status={record.status} label={record.statusLabel} />
              </p>
              <p>{record.nextStep.label}</p>
              {record.feesDueCents ? <p className="muted">Fees due: {money(record.feesDueCents)}</p> : null}
            </div>
            {mayRemove(record) && (
              <ActionButton
                look="unstyled"
                act={() => remove(record.number)}
                done={`${record.number} is out of the project.`}
                confirm={{ question: `Take ${record.number} out of the project?`, yes: 'Yes, take it out' }}
                about={record.number}
              >
                Take out
              </ActionButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
