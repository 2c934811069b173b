import { useId } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { Link } from 'react-router';
import type { Shape } from '../../api/types';
import { FormIdContext } from '../../forms/field';
import { keepValues } from '../../forms/kept-values';
import { askedOf } from '../apply/answers.rules';
import { emptyApplication, type Application } from '../apply/application.rules';
import '../apply/apply.css';
import { Estimate } from '../apply/estimate';
import { Question } from '../apply/question';
import { Valuation } from '../apply/valuation';

/** The questions of a type, and beside them what it costs as they are answered. Nothing is sent in. */
export function Estimator({ type }: { type: Shape<'PermitTypeDto'> }) {
  const id = useId();
  const form = useForm<Application>({ defaultValues: emptyApplication(type, { city: '', state: '' }, '') });
  // Words and days change no fee.
  const asked = askedOf(type, []).filter((field) => field.type !== 'text' && field.type !== 'date');
  /** The application begins with what was typed here. */
  const takeAlong = () => {
    const { answers, valuationCents } = form.getValues();
    keepValues(`apply-${type.code}`, { answers, valuationCents }, []);
  };
  return (
    <FormProvider {...form}>
      <FormIdContext value={id}>
        <div className="split">
          <div className="form">
            <Valuation />
            {asked.map((field) => (
              <Question key={field.name} field={field} />
            ))}
          </div>
          <div className="split__aside">
            <Estimate type={type} />
            <div className="actions">
              <Link className="usa-button" to={`/apply/${type.code}`} onClick={takeAlong}>
                Apply for this permit
              </Link>
            </div>
          </div>
        </div>
      </FormIdContext>
    </FormProvider>
  );
}
