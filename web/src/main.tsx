import { QueryClientProvider } from '@tanstack/react-query';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { queryClient } from './api/query-client';
import { router } from './routes';
import { ProblemError } from './problems/problem';
import { followChanges } from './session/changes';
import '@fontsource/public-sans/400.css';
import '@fontsource/public-sans/700.css';
import './theme/uswds.css';
import './theme/portal.css';
import './theme/parts.css';
import './theme/shell.css';

// A refusal has a page of its own; what else a page fails by is for whoever looks after the portal.
const report = (error: unknown) => error instanceof ProblemError || reportError(error);

followChanges();

const root = createRoot(document.getElementById('root')!, { onCaughtError: report });
// In slices between which a slow phone hears its user.
startTransition(() =>
  root.render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} onError={report} />
      </QueryClientProvider>
    </StrictMode>,
  ),
);
