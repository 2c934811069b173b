import createClient from 'openapi-fetch';
import { accessToken, renewSession } from '../session/session';
import type { paths } from './schema';

/** The portal's published API, as whoever is signed in. Read answers with `answer`. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: fetchAsMe });

async function fetchAsMe(request: Request): Promise<Response> {
  const again = request.clone();
  const token = await accessToken();
  const response = await fetch(withToken(request, token));
  if (response.status !== 401 || !token) return response;
  const renewed = await renewSession(token);
  return renewed ? fetch(withToken(again, renewed)) : response;
}

function withToken(request: Request, token: string | undefined): Request {
  if (token) request.headers.set('Authorization', `Bearer ${token}`);
  return request;
}
