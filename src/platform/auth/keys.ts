import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { DerivedKeys } from './derived-keys.js';

/**
 * Keys of `JWT_SECRET`, for what passes: tokens, mailed links, counted tries. With another secret they end, and nothing is lost. What
 * is stored for good goes by `DataKeys`.
 */
@Injectable()
export class Keys extends DerivedKeys {
  constructor(settings: Settings) {
    super(settings.jwtSecret);
  }
}
