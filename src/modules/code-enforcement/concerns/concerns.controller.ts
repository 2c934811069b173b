import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags, type ApiBodyOptions } from '@nestjs/swagger';
import { CurrentPrincipal, Public, SignedIn } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { UnsupportedMediaType } from '../../../platform/http/http.errors.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { RateLimit } from '../../../platform/http/rate-limit.decorator.js';
import {
  AttachmentTooLarge,
  FileLocked,
  FileTypeMismatch,
  FileTypeNotAllowed,
  Received,
  ReceivesUpload,
  UploadUnreadable,
  type ReceivedFile,
} from '../../attachments/index.js';
import { ConcernClosed, ConcernNotFound, TooManyPhotos } from '../code-enforcement.errors.js';
import { ConcernUploads } from './concern-uploads.js';
import {
  AddToConcernRequest,
  ConcernCategoryListDto,
  ConcernDto,
  ConcernPageDto,
  ConcernPhotoDto,
  ReportConcernRequest,
  ReportedConcernDto,
} from './concerns.dto.js';
import { ConcernQueries } from './concerns.queries.js';
import { ConcernsService } from './concerns.service.js';

const PHOTO_FORM: ApiBodyOptions = {
  schema: {
    type: 'object',
    required: ['file'],
    properties: { file: { type: 'string', format: 'binary', description: 'The photo, with its name.' } },
  },
};

@ApiTags('Concerns')
@Controller()
export class ConcernsController {
  constructor(
    private readonly concerns: ConcernsService,
    private readonly queries: ConcernQueries,
  ) {}

  /** List what can be reported. For everyone, signed in or not. */
  @Get('concern-categories')
  @Public()
  listConcernCategories(): ConcernCategoryListDto {
    return this.queries.categories();
  }

  /**
   * Report a concern to code enforcement.
   *
   * For everyone, signed in or not, with or without a name. Concerns about one place and category are looked into as one case. An
   * address that the city's list of addresses knows is kept as the list has it; any other one is taken as it is. The follow-up code in
   * the answer is shown this once: with it, or signed in with the id, the concern can be followed and added to. Who reported it is
   * known to code officers alone, and to nobody whom the case concerns.
   */
  @Post('code-cases')
  @Public()
  @RateLimit({ limit: 10, windowSeconds: 3600, per: 'account' })
  @Idempotent({ sealed: true })
  reportConcern(@CurrentPrincipal() principal: Principal | undefined, @Body() request: ReportConcernRequest): Promise<ReportedConcernDto> {
    return this.concerns.report(principal, request);
  }

  /** List the concerns that I reported while signed in, newest first. For every signed-in account. */
  @Get('concerns')
  @SignedIn()
  listMyConcerns(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<ConcernPageDto> {
    return this.queries.mine(principal, query);
  }

  /**
   * Follow a concern.
   *
   * For whoever has its follow-up code, and by its id for the account that reported it. Says how far it is and names nobody.
   */
  @Get('concerns/:code')
  @Public()
  @RateLimit({ limit: 60, windowSeconds: 600, per: 'account' })
  @Problems(ConcernNotFound)
  getConcern(@CurrentPrincipal() principal: Principal | undefined, @Param('code') code: string): Promise<ConcernDto> {
    return this.queries.follow(principal, code);
  }

  /** Say more about a concern. For whoever has its follow-up code, and by its id for the account that reported it, until it is closed. */
  @Post('concerns/:code/additions')
  @Public()
  @RateLimit({ limit: 20, windowSeconds: 600, per: 'account' })
  @Idempotent()
  @Problems(ConcernNotFound, ConcernClosed)
  addToConcern(
    @CurrentPrincipal() principal: Principal | undefined,
    @Param('code') code: string,
    @Body() request: AddToConcernRequest,
  ): Promise<ConcernDto> {
    return this.concerns.add(principal, code, request.text);
  }

  /**
   * Add a photo to a concern.
   *
   * For whoever has its follow-up code, and by its id for the account that reported it, until it is closed; at most ten. The content
   * is compared with the name and scanned as that of every other upload. Code officers alone see it.
   */
  @Post('concerns/:code/photos')
  @Public()
  @RateLimit({ limit: 20, windowSeconds: 600, per: 'account' })
  @ApiConsumes('multipart/form-data')
  @ApiBody(PHOTO_FORM)
  @Problems(
    ConcernNotFound,
    ConcernClosed,
    TooManyPhotos,
    AttachmentTooLarge,
    FileTypeNotAllowed,
    FileTypeMismatch,
    FileLocked,
    UnsupportedMediaType,
    UploadUnreadable,
  )
  @Idempotent()
  @ReceivesUpload(ConcernUploads)
  uploadConcernPhoto(
    @CurrentPrincipal() principal: Principal | undefined,
    @Param('code') code: string,
    @Received() file: ReceivedFile,
  ): Promise<ConcernPhotoDto> {
    return this.concerns.addPhoto(principal, code, file);
  }
}
