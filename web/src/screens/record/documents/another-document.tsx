import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FileUpload } from '../../../components/file-upload/file-upload';
import { say } from '../../../components/live-region';
import { recordChanged } from '../record.queries';
import { typeOf } from './documents.rules';

/** A file that nobody asked for: a photo, a revised plan, a letter. */
export function AnotherDocument({ number, title }: { number: string; title: string }) {
  const client = useQueryClient();
  const [name, setName] = useState('');
  return (
    <section className="panel" aria-labelledby="another-document">
      <h2 id="another-document">{title}</h2>
      <label className="usa-label" htmlFor="another-name">
        What is it? <span className="usa-hint">(optional)</span>
      </label>
      <input
        id="another-name"
        className="usa-input"
        type="text"
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <FileUpload
        label="Upload a file"
        to={`/v1/records/${number}/attachments`}
        fields={{ documentType: typeOf(name) }}
        onDone={() => {
          setName('');
          say('The file has arrived.');
          void recordChanged(client, number);
        }}
      />
    </section>
  );
}
