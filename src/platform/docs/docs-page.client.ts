/** What the page needs of Swagger UI, which has no types of its own. */
interface SwaggerUi {
  initOAuth(options: { clientId: string }): void;
  authSelectors: { authorized(): { toJS(): Record<string, { value?: string; token?: { access_token: string } }> } };
}
interface Sent {
  url: string;
  headers: Record<string, string>;
}
/** Lists and maps of Immutable.js. */
interface Many {
  get(name: string): Many & string;
  getIn(path: string[]): string | undefined;
  set(name: string, value: Many): Many;
  map(change: (each: Many, name: string) => Many): Many;
  filter(keep: (each: Many) => boolean): Many;
  size: number;
}
declare const SwaggerUIBundle: ((options: object) => SwaggerUi) & { presets: { apis: object } };
declare const window: { location: { origin: string; href: string } };
declare const fetch: (address: string) => Promise<{ json(): Promise<object> }>;

/** Runs in the browser and is sent there as it stands, so it knows nothing that is outside of it. */
export function openDocs(): void {
  /** All the words, in any case, anywhere in the name, the summary, the address or the heading. */
  function matching(headings: Many, phrase: string): Many {
    const words = phrase.toLowerCase().split(/\s+/).filter(Boolean);
    return headings
      .map((heading, name) =>
        heading.set(
          'operations',
          heading.get('operations').filter((entry) => {
            const told = [name, entry.get('path'), entry.getIn(['operation', 'operationId']), entry.getIn(['operation', 'summary'])];
            const text = told.join(' ').toLowerCase();
            return words.every((word) => text.includes(word));
          }),
        ),
      )
      .filter((heading) => heading.get('operations').size > 0);
  }

  /** Whoever searches sees what was found, whether its heading was opened or not. */
  type Asked = [thing: string[] | string, otherwise?: boolean];
  const isShown =
    (original: (...asked: Asked) => boolean, system: { layoutSelectors: { currentFilter(): unknown } }) =>
    (_state: unknown, ...asked: Asked) => {
      const filter = system.layoutSelectors.currentFilter();
      const searches = typeof filter === 'string' && filter.trim().length > 1;
      return (searches && asked[0].length === 2 && asked[0][0] === 'operations-tag') || original(...asked);
    };

  /** What is open to anyone shows no padlock, and says more to whoever is signed in. */
  function withToken(request: Sent): Sent {
    const foreign = new URL(request.url, window.location.href).origin !== window.location.origin;
    if (foreign || request.headers.Authorization || request.url.includes('/oauth/')) return request;
    const token = Object.values(ui.authSelectors.authorized().toJS()).map(({ value, token: given }) => given?.access_token ?? value)[0];
    if (token) request.headers.Authorization = `Bearer ${token}`;
    return request;
  }

  let ui: SwaggerUi;
  void fetch('./docs/document.json')
    .then((answer) => answer.json())
    .then((spec) => {
      ui = SwaggerUIBundle({
        spec,
        dom_id: '#swagger-ui',
        presets: [SwaggerUIBundle.presets.apis],
        plugins: [
          () => ({
            fn: { opsFilter: matching },
            statePlugins: { layout: { wrapSelectors: { isShown } } },
            // The version of the view, which is not that of the document.
            components: { OpenAPIVersion: () => null },
          }),
        ],
        layout: 'BaseLayout',
        requestInterceptor: withToken,
        persistAuthorization: true,
        displayRequestDuration: true,
        // Descriptions name operations by their ids.
        displayOperationId: true,
        deepLinking: true,
        docExpansion: 'none',
        defaultModelsExpandDepth: -1,
        filter: true,
        // Coloring an answer takes longer than fetching it.
        syntaxHighlight: false,
        showExtensions: true,
        validatorUrl: null,
      });
      ui.initOAuth({ clientId: 'docs' });
    });
}
