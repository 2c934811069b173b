import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, SignedIn } from './auth.decorators.js';
import { DownloadLinkDto, DownloadLinkRequest } from './download-links.dto.js';
import { DownloadLinks } from './download-links.js';
import type { Principal } from './principal.js';

@ApiTags('Attachments')
@Controller('download-links')
export class DownloadLinksController {
  constructor(private readonly links: DownloadLinks) {}

  /**
   * Make an address that opens a file without a token.
   *
   * For every signed-in account: a browser can then open or save the file by itself. The address is good for one minute and for this one
   * file: attachments, permits, certificates, notices, receipts and appointments. It opens what your account may read, and is refused
   * as the download itself would be when you may not, or with 401 when it has run out or you have signed out.
   */
  @Post()
  @SignedIn()
  createDownloadLink(@CurrentPrincipal() principal: Principal, @Body() { path }: DownloadLinkRequest): DownloadLinkDto {
    const { url, expiresAt } = this.links.issue(principal, path);
    return { url, expiresAt: expiresAt.toString() };
  }
}
