import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { announce } from './announcement.js';
import { startPortal, type Portal } from './portal.js';
import { toldToStop } from './platform/lifecycle/stop-signals.js';
import { explainFailure } from './start-failure.js';

process.on('uncaughtException', (error) => {
  new Logger('Process').fatal(error);
  process.exit(1);
});

try {
  const running: { portal?: Portal } = {};
  const signal = toldToStop(async () => running.portal?.abandon());
  // In production nothing of the demo is even loaded.
  const demo = process.env.NODE_ENV === 'production' ? undefined : await import('../demo/open-demo.js');
  const isDemo = demo?.wantsDemo(process.env);
  const portal = (running.portal = isDemo
    ? await startPortal(demo!.withDemoAdministrator(process.env), demo!.SIGN_INS)
    : await startPortal(process.env));
  announce(portal);
  if (isDemo) void demo!.openDemo(portal).catch((error: unknown) => new Logger('Demo').error(error));
  await portal.stop(await signal);
  process.exit(0);
} catch (error) {
  explainFailure(error);
  process.exit(1);
}
