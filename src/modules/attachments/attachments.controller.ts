import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiBody, type ApiBodyOptions, ApiConsumes, ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentPrincipal, Download, SignedIn } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { UnsupportedMediaType } from '../../platform/http/http.errors.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../platform/http/uuid.pipe.js';
import { RecordNotFound, RecordNotLinked } from '../records/index.js';
import { AttachmentDownloads } from './attachment-downloads.js';
import { AttachmentDto, AttachmentPageDto, AttachmentsQuery, AttachmentUploadRequest } from './attachments.dto.js';
import {
  AttachmentInfected,
  AttachmentInReview,
  AttachmentNotFound,
  AttachmentNotScanned,
  AttachmentSuperseded,
  AttachmentTooLarge,
  FileLocked,
  FileTypeMismatch,
  FileTypeNotAllowed,
  NoSuchRange,
  NotYourAttachment,
  RecordClosed,
  TooManyAttachments,
  TooManyAttachmentsOfYours,
  UploadUnreadable,
} from './attachments.errors.js';
import { AttachmentsService } from './attachments.service.js';
import { PartyUploads } from './party-uploads.js';
import { Received, ReceivesUpload } from './upload/upload.interceptor.js';
import type { ReceivedFile } from './upload/upload-storage.js';

const UPLOAD_FORM: ApiBodyOptions = {
  schema: {
    type: 'object',
    required: ['file', 'documentType'],
    properties: {
      documentType: {
        type: 'string',
        pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{1,59}$',
        example: 'site-plan',
        description: 'What the document is.',
      },
      reviewId: { type: 'string', format: 'uuid', description: 'The review that this revision answers.' },
      replaces: { type: 'string', format: 'uuid', description: 'The attachment of which this is the next version.' },
      file: { type: 'string', format: 'binary', description: 'The file, with its name. Best sent as the last field.' },
    },
  },
};

const ANY_FILE = { '*/*': { schema: { type: 'string', format: 'binary' } } };

@ApiTags('Attachments')
@Controller()
export class AttachmentsController {
  constructor(
    private readonly attachments: AttachmentsService,
    private readonly downloads: AttachmentDownloads,
  ) {}

  /**
   * Attach a file to a record, or a new version of one.
   *
   * For the parties of the record and staff, until the record is closed. The file is streamed into the store, its content
   * compared with its name, and checked for malicious content afterwards; the answer's `scan` tells how far that is. PDF, PNG,
   * JPEG, TIFF, HEIC, Word, Excel, DWG, DXF, plain text and CSV are taken, up to the city's limit (50 MB unless it says otherwise)
   * and 200 files a record, of which accounts that merely follow it add 20 each. A broken upload leaves nothing behind. With `replaces` the older version stays and is marked.
   */
  @Post('records/:number/attachments')
  @HttpCode(201)
  @SignedIn()
  @ApiConsumes('multipart/form-data')
  @ApiBody(UPLOAD_FORM)
  @Problems(
    RecordNotFound,
    RecordNotLinked,
    RecordClosed,
    TooManyAttachments,
    TooManyAttachmentsOfYours,
    AttachmentTooLarge,
    FileTypeNotAllowed,
    FileTypeMismatch,
    FileLocked,
    UnsupportedMediaType,
    UploadUnreadable,
    AttachmentSuperseded,
    NotYourAttachment,
  )
  @Idempotent()
  @ReceivesUpload(PartyUploads)
  uploadAttachment(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: AttachmentUploadRequest,
    @Received() file: ReceivedFile,
  ): Promise<AttachmentDto> {
    return this.attachments.add(principal, number, request, file);
  }

  /**
   * List the documents of a record, newest first.
   *
   * For the parties of the record and staff. Linked accounts see what they uploaded themselves and what the city hands out; the
   * owner and staff see everything. Older versions are in the list and not `current`.
   */
  @Get('records/:number/attachments')
  @SignedIn()
  @Problems(RecordNotFound, RecordNotLinked)
  listAttachments(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Query() query: AttachmentsQuery,
  ): Promise<AttachmentPageDto> {
    return this.attachments.list(principal, number, query);
  }

  /**
   * Download a file.
   *
   * For everyone who sees it in the list. Answers `Range` with 206 and `If-None-Match` with 304; the `ETag` is the SHA-256 of the
   * content. Always sent as a download, never to be shown in place.
   */
  @Get('attachments/:id/content')
  @Download()
  @SignedIn()
  @ApiHeader({ name: 'Range', required: false, description: 'One range of bytes, such as `bytes=0-1023`.' })
  @ApiResponse({
    status: 200,
    description: 'The file.',
    content: ANY_FILE,
  })
  @ApiResponse({ status: 206, description: 'The part that was asked for.', content: ANY_FILE })
  @ApiResponse({ status: 304, description: 'The file is the one you have.' })
  @Problems(AttachmentNotFound, AttachmentNotScanned, AttachmentInfected, NoSuchRange)
  downloadAttachment(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile | undefined> {
    return this.downloads.send(principal, id, request, response);
  }

  /**
   * Delete a document.
   *
   * Staff may delete any. Who uploaded it and the owner of the record may until the city has received it; after that it is part
   * of the case file, and a new version can be uploaded instead.
   */
  @Delete('attachments/:id')
  @HttpCode(204)
  @SignedIn('permit-technician', 'plan-reviewer', 'inspector', 'code-officer', 'administrator')
  @Problems(AttachmentNotFound, NotYourAttachment, AttachmentInReview, RecordClosed)
  async deleteAttachment(@CurrentPrincipal() principal: Principal, @Param('id', UuidPipe) id: string): Promise<void> {
    await this.attachments.delete(principal, id);
  }
}
