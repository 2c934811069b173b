import { domainError } from '../errors/domain-error.js';

export class JobNotFound extends domainError('platform.job-not-found', 'not-found', 'No such job') {}
