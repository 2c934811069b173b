import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { FormProvider, useForm, type DefaultValues, type FieldValues, type Path } from 'react-hook-form';
import { useLocation, useNavigate } from 'react-router';
import { IdempotencyKeys } from '../api/idempotency-key';
import { say } from '../components/live-region';
import { ProblemError } from '../problems/problem';
import { signInPath } from '../session/sign-in-path';
import { wordsAtField } from './at-field';
import { ErrorSummary } from './error-summary';
import { FormIdContext } from './field';
import { forgetValues, keepValues, keptValues } from './kept-values';

interface FormProps<Values extends FieldValues, Answer> {
  /** Of this form for this thing, as `feedback` or `corrections-RST-2026-00017`: what is typed is kept under it until it is sent. */
  name: string;
  defaults: DefaultValues<Values>;
  /** Fields that are not kept: passwords, codes. */
  secrets?: readonly string[];
  /** Sends the values; the key goes along as `Idempotency-Key` where something is made. */
  send: (values: Values, idempotencyKey: string) => Promise<Answer>;
  onSent: (answer: Answer, values: Values) => void;
  button: string;
  /** Beside the button: another way on. */
  beside?: ReactNode;
  children: ReactNode;
}

/** Every form: keeps what is typed, sends it once however often it is tapped, and shows each refusal at its field. */
export function Form<Values extends FieldValues, Answer>(props: FormProps<Values, Answer>) {
  const { name, defaults, secrets = [], send, onSent, button, beside, children } = props;
  const id = useId();
  const [initial] = useState<DefaultValues<Values>>(() => ({ ...defaults, ...keptValues(name) }));
  const form = useForm<Values>({ defaultValues: initial, shouldFocusError: false });
  const [refusal, setRefusal] = useState<unknown>();
  const [keys] = useState(() => new IdempotencyKeys());
  const element = useRef<HTMLFormElement>(null);
  const isSending = useRef(false);
  const navigate = useNavigate();
  const location = useLocation();
  const { errors, isSubmitting } = form.formState;

  useEffect(
    () => form.subscribe({ formState: { values: true }, callback: ({ values }) => keepValues(name, values, secrets) }),
    [form, name],
  );

  const focusFirstWrong = () =>
    requestAnimationFrame(() => {
      const wrong = element.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
      (wrong ?? element.current?.querySelector<HTMLElement>('.error-summary'))?.focus();
    });

  const refuse = (error: unknown) => {
    if (error instanceof ProblemError && error.code === 'platform.unauthenticated') return void navigate(signInPath(location));
    const fields = error instanceof ProblemError ? error.fields : [];
    for (const { name: field, detail } of fields) {
      const control = element.current?.querySelector(`[name="${CSS.escape(field)}"]`);
      if (control) form.setError(field as Path<Values>, { type: 'api', message: wordsAtField(control, detail) });
    }
    setRefusal(error);
    focusFirstWrong();
  };

  const submit = async (values: Values) => {
    if (isSending.current) return;
    isSending.current = true;
    try {
      const answer = await send(values, keys.for(values));
      keys.spend();
      forgetValues(name);
      onSent(answer, values);
    } catch (error) {
      refuse(error);
    } finally {
      isSending.current = false;
    }
  };

  const onSubmit = (event: React.FormEvent) => {
    event.stopPropagation();
    setRefusal(undefined);
    form.clearErrors();
    say('');
    void form.handleSubmit(submit, focusFirstWrong)(event);
  };

  return (
    <FormProvider {...form}>
      <FormIdContext value={id}>
        <form ref={element} className="form" noValidate onSubmit={onSubmit}>
          <ErrorSummary formId={id} errors={errors} refusal={refusal} />
          {children}
          <div className="actions">
            <button type="submit" className="usa-button" disabled={isSubmitting}>
              {isSubmitting ? 'Sending …' : button}
            </button>
            {beside}
          </div>
        </form>
      </FormIdContext>
    </FormProvider>
  );
}
