import { use, useRef } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import type { Shape } from '../api/types';
import { FileUpload } from '../components/file-upload/file-upload';
import { fieldId, FormIdContext } from './field';

/** A file that was uploaded to the record for this form. */
export type Attached = Pick<Shape<'AttachmentDto'>, 'id' | 'fileName'>;

interface AttachmentsFieldProps {
  /** In the form's values, where a list of `Attached` stands. */
  name: string;
  label: string;
  hint?: string;
  /** The record that keeps the files. */
  number: string;
  documentType: string;
  /** What is said when there is no file; without it, none is needed. */
  missing?: string;
}

/** Files that go with what a form says; they are uploaded as soon as they are chosen. */
export function AttachmentsField({ name, label, hint, number, documentType, missing }: AttachmentsFieldProps) {
  const { getFieldState, getValues, setValue, formState } = useFormContext();
  const id = fieldId(use(FormIdContext), name);
  const pending = useRef(0);
  const validate = (files?: Attached[]) => {
    if (pending.current > 0) return 'A file is still on its way. Please wait until it has arrived.';
    return !missing || Boolean(files?.length) || missing;
  };
  const { field } = useController({ name, rules: { validate } });
  const error = getFieldState(name, formState).error?.message;
  const files = (field.value ?? []) as Attached[];
  const keep = (changed: Attached[]) => setValue(name, changed, { shouldDirty: true, shouldValidate: formState.isSubmitted });
  return (
    <>
      <FileUpload<Shape<'AttachmentDto'>>
        id={id}
        label={label}
        hint={hint}
        error={error}
        to={`/v1/records/${number}/attachments`}
        fields={{ documentType }}
        onPending={(count) => (pending.current = count)}
        // Several may arrive at once, each after what the others have left.
        onDone={({ id, fileName }) => keep([...((getValues(name) ?? []) as Attached[]), { id, fileName }])}
      />
      {files.length > 0 && (
        <ul className="rows" aria-label="Files that go along">
          {files.map((file) => (
            <li key={file.id}>
              <span className="rows__what">{file.fileName}</span>
              <button
                type="button"
                className="usa-button usa-button--unstyled"
                onClick={() => keep(files.filter(({ id }) => id !== file.id))}
              >
                Leave out<span className="usa-sr-only"> {file.fileName}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
