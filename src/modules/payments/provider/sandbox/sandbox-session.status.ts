import { StatusMachine } from '../../../../platform/status/status-machine.js';

export const SANDBOX_SESSION_STATUSES = ['open', 'complete', 'expired'] as const;

export const SandboxSessionMachine = new StatusMachine('sandbox_provider.session', SANDBOX_SESSION_STATUSES, {
  pay: { from: ['open'], to: 'complete' },
  end: { from: ['open'], to: 'expired' },
});
