import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { announce } from './announcement.js';
import { startPortal } from './portal.js';
import { toldToStop } from './platform/lifecycle/stop-signals.js';
import { explainFailure } from './start-failure.js';

process.on('uncaughtException', (error) => {
  new Logger('Process').fatal(error);
  process.exit(1);
});

try {
  const signal = toldToStop();
  const portal = await startPortal(process.env);
  announce(portal);
  await portal.stop(await signal);
  process.exit(0);
} catch (error) {
  explainFailure(error);
  process.exit(1);
}
