import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../platform/http/uuid.pipe.js';
import { AttachmentNotFound } from '../attachments/index.js';
import { InspectionDto, InspectionResultRequest } from './inspections.dto.js';
import { InspectionNotFound, InspectionNotReady } from './inspections.errors.js';
import { InspectionsService } from './inspections.service.js';

@ApiTags('Inspections (staff)')
@Controller('admin/inspections')
export class InspectionsAdminController {
  constructor(private readonly inspections: InspectionsService) {}

  /**
   * Record what the inspector found.
   *
   * For inspectors, on an inspection that is ready or scheduled. `approved` makes the next inspections ready; the approval of the last required
   * one finals the permit. Every other outcome opens the re-inspection by itself, with the corrections that are open as its checklist.
   */
  @Post(':id/result')
  @Staff('inspector')
  @Idempotent()
  @Problems(InspectionNotFound, InspectionNotReady, AttachmentNotFound)
  recordInspectionResult(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() request: InspectionResultRequest,
  ): Promise<InspectionDto> {
    return this.inspections.recordResult(principal, id, request);
  }
}
