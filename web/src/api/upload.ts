import { ProblemError } from '../problems/problem';
import { accessToken } from '../session/session';
import { tellOtherTabs } from './other-tabs';

/** Sends a file and tells how far it is, from 0 to 1, which `fetch` cannot. With the same `key` it is stored once however often it is sent. */
export async function upload<Answer>(
  path: string,
  form: FormData,
  onProgress: (share: number) => void,
  { key, stop }: { key?: string; stop?: AbortSignal } = {},
): Promise<Answer> {
  const token = await accessToken();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.responseType = 'json';
    if (token) request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () => {
      if (request.status >= 300) return reject(ProblemError.told(request.status, request.response));
      tellOtherTabs('POST', path);
      resolve(request.response as Answer);
    };
    request.onerror = () => reject(ProblemError.offline());
    request.onabort = () => reject(new DOMException('Stopped', 'AbortError'));
    if (key) request.setRequestHeader('Idempotency-Key', key);
    stop?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
