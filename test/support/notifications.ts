import { jest } from '@jest/globals';
import { NotificationWriter } from '../../src/modules/notifications/notification-writer.js';
import type { TestApp } from './app.js';

/** No letter of this kind can be written until `jest.restoreAllMocks()`. */
export function breakLetters(app: TestApp, kind: string): void {
  jest.spyOn(app.get(NotificationWriter), 'write').mockImplementation(async (message) => {
    if (message.kind === kind) throw new Error('broken');
  });
}
