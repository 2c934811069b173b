// Jest runs the bodies of CommonJS packages while it still links the ES modules of a suite. Those that require Nest
// (@nestjs-modules/mailer, @nestjs/throttler) find it only when it has been loaded before.
import { Logger } from '@nestjs/common';
import '@nestjs/core';

// What is logged before there is an application, as by migrations, would stand between the results.
Logger.overrideLogger(false);
