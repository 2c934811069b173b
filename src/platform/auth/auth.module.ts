import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { AccessGuard } from './access.guard.js';
import { AccessTokens, ISSUER } from './access-tokens.js';
import { DownloadLinksController } from './download-links.controller.js';
import { DownloadLinks } from './download-links.js';
import { DataKeys } from './data-keys.js';
import { JwtStrategy } from './jwt.strategy.js';
import { Keys } from './keys.js';
import { SessionCache } from './session-cache.js';
import { StoredSecrets } from './stored-secrets.js';

@Module({ providers: [Keys], exports: [Keys] })
class KeysModule {}

/** Who may call what. Stands on a `SessionCheck`, which the accounts module provides. */
@Global()
@Module({
  imports: [
    KeysModule,
    JwtModule.registerAsync({
      imports: [KeysModule],
      inject: [Keys],
      useFactory: (keys: Keys) => ({ secret: keys.for('access-token'), signOptions: { algorithm: 'HS256', issuer: ISSUER } }),
    }),
  ],
  controllers: [DownloadLinksController],
  providers: [
    DataKeys,
    StoredSecrets,
    AccessTokens,
    SessionCache,
    DownloadLinks,
    JwtStrategy,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [DataKeys, StoredSecrets, AccessTokens, SessionCache, KeysModule],
})
export class AuthModule {}
