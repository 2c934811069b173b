import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { Shape } from '../../api/types';
import { longDate } from '../../format/dates';
import { money } from '../../format/money';
import { permitTypeQuery } from '../../api/permit-types';

/** What the applicant answered to the questions of the form. */
export function Answers({ permit }: { permit: Shape<'PermitDto'> }) {
  const { data: type } = useQuery(permitTypeQuery(permit.permitType));
  if (!type) return null;
  const answered = type.form.filter(({ name }) => permit.answers[name] !== undefined && permit.answers[name] !== null);
  return (
    <dl className="answers">
      {answered.map((field) => (
        <Fragment key={field.name}>
          <dt>{field.label}</dt>
          <dd>
            {shown(field, permit.answers[field.name])}
            {permit.derivedAnswers.includes(field.name) && <span className="usa-hint"> (from the city’s list of parcels)</span>}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

function shown(field: Shape<'FormFieldDto'>, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return field.type === 'money' ? money(value) : value.toLocaleString('en-US');
  const text = String(value);
  if (field.type === 'date') return longDate(text);
  return field.options?.find((option) => option.value === text)?.label ?? text;
}
