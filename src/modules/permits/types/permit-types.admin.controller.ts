import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Staff } from '../../../platform/auth/auth.decorators.js';
import { Etag, IfMatch, type ExpectedVersion } from '../../../platform/http/etag.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { VersionPipe } from '../../../platform/http/version.pipe.js';
import { FeeScheduleNotFound } from '../../payments/index.js';
import { DryRuns } from './dry-runs.service.js';
import { PermitTypeDefinitionDto } from './permit-type-definition.dto.js';
import { PermitTypeDrafts } from './permit-type-drafts.service.js';
import {
  CounterOnly,
  NoPermitTypeDraft,
  PermitTypeExists,
  PermitTypeNotFound,
  PermitTypeRetired,
  PermitTypeUnfit,
} from './permit-type.errors.js';
import {
  CreatePermitTypeRequest,
  DryRunDto,
  DryRunRequest,
  PermitTypeVersionDto,
  PermitTypeVersionsDto,
  PublishPermitTypeRequest,
  RetirePermitTypeRequest,
} from './permit-types.admin.dto.js';

@ApiTags('Permit types (staff)')
@Controller('admin/permit-types')
export class PermitTypesAdminController {
  constructor(
    private readonly drafts: PermitTypeDrafts,
    private readonly dryRuns: DryRuns,
  ) {}

  /**
   * Make a permit type, as a draft.
   *
   * For administrators. Nobody sees it before it is published. Its fees go into a version of the fee schedule, its words
   * (documents, reviews, inspections) into the vocabulary.
   */
  @Post()
  @Staff('administrator')
  @Etag()
  @Idempotent()
  @Problems(PermitTypeExists)
  createPermitType(@Body() request: CreatePermitTypeRequest): Promise<PermitTypeVersionDto> {
    return this.drafts.create(request);
  }

  /**
   * List all versions of a permit type, newest first.
   *
   * For administrators.
   */
  @Get(':code/versions')
  @Staff('administrator')
  @Problems(PermitTypeNotFound)
  listPermitTypeVersions(@Param('code') code: string): Promise<PermitTypeVersionsDto> {
    return this.drafts.versions(code);
  }

  /**
   * Show one version of a permit type with its whole definition.
   *
   * For administrators. A draft comes with the `problems` that stand in the way of publishing it.
   */
  @Get(':code/versions/:typeVersion')
  @Staff('administrator')
  @Etag()
  @Problems(PermitTypeNotFound)
  getPermitTypeVersion(@Param('code') code: string, @Param('typeVersion', VersionPipe) typeVersion: number): Promise<PermitTypeVersionDto> {
    return this.drafts.version(code, typeVersion);
  }

  /**
   * Replace the draft of a permit type, or start its next version.
   *
   * For administrators. The published version stays in force until the draft is published.
   */
  @Put(':code/draft')
  @Staff('administrator')
  @Etag()
  @Problems(PermitTypeNotFound)
  updatePermitTypeDraft(
    @Param('code') code: string,
    @Body() request: PermitTypeDefinitionDto,
    @IfMatch() expected?: ExpectedVersion,
  ): Promise<PermitTypeVersionDto> {
    return this.drafts.update(code, request, expected);
  }

  /**
   * Publish the draft of a permit type from a day on.
   *
   * For administrators. It is checked first: conditions and fees must ask about required questions of the form, and every document,
   * contractor class, review and inspection must be a known word; what does not fit is named field by field (422
   * `permits.type-unfit`). Permits made before keep their version. A retired type is offered again.
   */
  @Post(':code/publication')
  @HttpCode(200)
  @Staff('administrator')
  @Etag()
  @Idempotent()
  @Problems(PermitTypeNotFound, NoPermitTypeDraft, PermitTypeUnfit)
  publishPermitType(
    @Param('code') code: string,
    @Body() request: PublishPermitTypeRequest,
    @IfMatch() expected?: ExpectedVersion,
  ): Promise<PermitTypeVersionDto> {
    return this.drafts.publish(code, request, expected);
  }

  /**
   * Stop offering a permit type from a day on.
   *
   * For administrators. Permits under way go on as they are. Publishing a new version offers the type again.
   */
  @Post(':code/retirement')
  @HttpCode(200)
  @Staff('administrator')
  @Idempotent()
  @Problems(PermitTypeNotFound, PermitTypeRetired)
  retirePermitType(@Param('code') code: string, @Body() request: RetirePermitTypeRequest): Promise<PermitTypeVersionsDto> {
    return this.drafts.retire(code, request);
  }

  /**
   * Try an application on a permit type without making anything.
   *
   * For administrators. Takes the draft when there is one, else the version in force; and the fee schedule in force or any other,
   * drafts included. Tells the fees, documents, contractors, reviews and inspections that such an application would get. A draft
   * whose definition does not make sense yet cannot be tried (422 `permits.type-unfit`, field by field).
   */
  @Post(':code/dry-run')
  @HttpCode(200)
  @Staff('administrator')
  @Problems(PermitTypeNotFound, PermitTypeUnfit, CounterOnly, FeeScheduleNotFound)
  dryRunPermitType(@Param('code') code: string, @Body() request: DryRunRequest): Promise<DryRunDto> {
    return this.dryRuns.run(code, request);
  }
}
