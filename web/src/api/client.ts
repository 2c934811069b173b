import createClient from 'openapi-fetch';
import { accessToken, renewSession } from '../session/session';
import { tellOtherTabs } from './other-tabs';
import type { paths } from './schema';

/** The portal's published API, as whoever is signed in. Read answers with `answer`. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: fetchAsMe });

async function fetchAsMe(request: Request): Promise<Response> {
  const again = request.clone();
  const token = await accessToken();
  let response = await fetch(withToken(request, token));
  const renewed = response.status === 401 && token ? await renewSession(token) : undefined;
  if (renewed) response = await fetch(withToken(again, renewed));
  if (response.ok) tellOtherTabs(request.method, new URL(request.url).pathname);
  return response;
}

function withToken(request: Request, token: string | undefined): Request {
  if (token) request.headers.set('Authorization', `Bearer ${token}`);
  return request;
}
