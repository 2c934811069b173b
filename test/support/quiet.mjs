import { Logger } from '@nestjs/common';

// What is logged before there is an application, as by migrations, would stand between the results.
Logger.overrideLogger(false);
