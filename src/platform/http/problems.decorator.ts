import { applyDecorators, SetMetadata } from '@nestjs/common';
import type { DomainErrorClass } from '../errors/domain-error.js';

export const PROBLEMS = Symbol('problems');

/**
 * Names every rule that a route can answer with, or that a pipe for parts of addresses breaks; published in the API document. What
 * all routes share is added there.
 */
export const Problems = (...rules: DomainErrorClass[]) => applyDecorators(SetMetadata(PROBLEMS, rules));
