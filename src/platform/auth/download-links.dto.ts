import { IsString, Matches, MaxLength } from 'class-validator';

export class DownloadLinkRequest {
  /** The address of the file, as the operation that downloads it has it. @example /v1/attachments/0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10/content */
  @IsString()
  @MaxLength(300)
  @Matches(/^\/v1(\/[\w.~-]+)+$/, { message: 'must be the path of a download, such as /v1/permits/ZAS-2026-00017/document' })
  path: string;
}

export class DownloadLinkDto {
  /** Open it in a browser, or give it to whatever saves files. @example https://permits.fairview.example/v1/permits/ZAS-2026-00017/document?ticket=1772464205.0199f3a1 */
  url: string;

  /** Until when it opens. @example 2026-03-02T15:05:05Z */
  expiresAt: string;
}
