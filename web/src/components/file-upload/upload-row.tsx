import type { Upload } from './use-uploads';

interface UploadRowProps {
  upload: Upload;
  onAgain: () => void;
  onForget: () => void;
}

/** One file on its way, or why it has not arrived. */
export function UploadRow({ upload: { file, share, failure }, onAgain, onForget }: UploadRowProps) {
  if (failure) {
    return (
      <li className="file-upload__row">
        <span className="file-upload__name">{file.name}</span>
        <span className="usa-error-message" role="alert">
          {failure.text}
        </span>
        <button type="button" className="usa-button usa-button--outline" onClick={onAgain}>
          Try again
        </button>
        <button type="button" className="usa-button usa-button--unstyled" onClick={onForget}>
          Forget {file.name}
        </button>
      </li>
    );
  }
  return (
    <li className="file-upload__row">
      <span className="file-upload__name">{file.name}</span>
      <progress className="file-upload__progress" max={1} value={share} aria-label={`Sending ${file.name}`} />
      <span aria-hidden="true">{share < 1 ? `${Math.round(share * 100)} %` : 'Being stored …'}</span>
      <button type="button" className="usa-button usa-button--unstyled" onClick={onForget}>
        Stop <span className="usa-sr-only">sending {file.name}</span>
      </button>
    </li>
  );
}
