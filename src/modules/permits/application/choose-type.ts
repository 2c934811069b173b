import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { PermitTypeNotFound } from '../types/permit-type.errors.js';
import type { PermitTypeVersion } from '../types/permit-type.js';
import type { PermitTypes } from '../types/permit-types.service.js';

/** The type that a request body names, in the version of today. Counter types are refused with their instructions (`P-02`). */
export async function chooseType(types: PermitTypes, code: string, pointer = '/permitType'): Promise<PermitTypeVersion> {
  try {
    return await types.online(code);
  } catch (error) {
    if (error instanceof PermitTypeNotFound) throw new InvalidInput([{ pointer, detail: error.message }]);
    throw error;
  }
}
