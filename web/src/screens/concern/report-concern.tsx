import { useSuspenseQuery } from '@tanstack/react-query';
import { useFormContext } from 'react-hook-form';
import { useLocation, useNavigate } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { cityQuery } from '../../api/queries';
import type { Shape } from '../../api/types';
import { Page } from '../../components/page';
import { RadioField, SelectField } from '../../forms/choice-fields';
import { Form } from '../../forms/form';
import { TextAreaField } from '../../forms/text-area-field';
import { TextField } from '../../forms/text-field';
import { useAccount } from '../../session/use-account';
import { categoriesQuery } from './concern.queries';
import { asReport, type ReportValues } from './report.rules';
import { Reported } from './reported';
import { Where } from './where';

/** Tells the city what is wrong somewhere; afterwards shows the code to follow it with, and takes photos. */
export default function ReportConcern() {
  const reported = (useLocation().state as { reported?: Shape<'ReportedConcernDto'> } | null)?.reported;
  return reported ? <Reported concern={reported} /> : <ReportForm />;
}

function ReportForm() {
  const navigate = useNavigate();
  const { data: categories } = useSuspenseQuery(categoriesQuery);
  const { data: city } = useSuspenseQuery(cityQuery);
  const { city: town, state } = city.counter.address;
  return (
    <Page title="Report a concern" lead="An officer looks into it. Nobody whom it concerns learns who reported it.">
      <Form<ReportValues, Shape<'ReportedConcernDto'>>
        name="concern"
        defaults={{ category: '', placed: 'address', address: { line1: '', city: town, state, zip: '' }, text: '' }}
        send={(values, key) =>
          answer(api.POST('/v1/code-cases', { body: asReport(values), params: { header: { 'Idempotency-Key': key } } }))
        }
        onSent={(concern) => void navigate('/concerns/new', { state: { reported: concern } })}
        button="Send it to the city"
      >
        <SelectField
          name="category"
          label="What is it about?"
          required
          choices={categories.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <VisitedWithin categories={categories} />
        <Where />
        <TextAreaField
          name="text"
          label="What is wrong?"
          hint="In your own words. Photos come next."
          required
          maxLength={4000}
          rules={SOME_WORDS}
        />
        <Contact />
      </Form>
    </Page>
  );
}

const SOME_WORDS = { minLength: { value: 3, message: 'Please say a little more.' } };

/** When somebody comes, for the category that was chosen. */
function VisitedWithin({ categories }: { categories: readonly Shape<'ConcernCategoryDto'>[] }) {
  const chosen = useFormContext<ReportValues>().watch('category');
  const days = categories.find(({ code }) => code === chosen)?.visitWithinBusinessDays;
  return (
    <p aria-live="polite">{days !== undefined && `An officer goes and sees within ${days} business ${days === 1 ? 'day' : 'days'}.`}</p>
  );
}

/** Signed in, the city writes to the account. */
function Contact() {
  const account = useAccount();
  const named = useFormContext<ReportValues>().watch('named');
  if (account) return <p>The city writes to you at {account.email}. Only its code officers know that it was you.</p>;
  return (
    <>
      <RadioField name="named" label="May the city write to you?" required choices={NAMED} />
      {named === 'yes' && (
        <>
          <TextField name="contact.email" label="E-mail" type="email" required autoComplete="email" />
          <TextField name="contact.name" label="Name" autoComplete="name" maxLength={120} />
          <TextField name="contact.phone" label="Telephone" type="tel" autoComplete="tel" />
        </>
      )}
    </>
  );
}

const NAMED = [
  { value: 'no', label: 'No, I stay unnamed', description: 'You follow it with a code that you are shown in a moment.' },
  { value: 'yes', label: 'Yes, by e-mail', description: 'You hear that it came in, and what it led to.' },
];
