import { domainError } from '../errors/domain-error.js';

export class FailureNotFound extends domainError('platform.failure-not-found', 'not-found', 'No such failure') {}

export class HandlerRunning extends domainError('platform.handler-running', 'conflict', 'It is being tried right now') {}
