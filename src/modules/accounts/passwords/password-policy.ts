import { Injectable } from '@nestjs/common';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { CityProfile } from '../../city/index.js';
import { whyUnusable, type PasswordContext } from './password.rules.js';

/** The rules for passwords, with the words of this city. */
@Injectable()
export class PasswordPolicy {
  private readonly places: string[];

  constructor(city: CityProfile) {
    this.places = [nameOf(city.name), 'frontcounter'];
  }

  /** @param pointer of the field that brought the password */
  require(password: string, context: Omit<PasswordContext, 'places'>, pointer: string): void {
    const reason = whyUnusable(password, { ...context, places: this.places });
    if (reason) throw new InvalidInput([{ pointer, detail: reason }]);
  }
}

/** `City of Fairview` → `Fairview` */
function nameOf(city: string): string {
  return city.replace(/^(the )?(city|town|village|county|borough|township) of /i, '').replace(/ (city|county|township)$/i, '');
}
