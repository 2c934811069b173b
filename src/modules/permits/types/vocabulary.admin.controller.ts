import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Staff } from '../../../platform/auth/auth.decorators.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { VocabularyWordUnknown } from './permit-type.errors.js';
import { DefineWordRequest, VocabularyDto, WordDto } from './permit-types.admin.dto.js';
import { WORD_KINDS } from './vocabulary.js';
import { VocabularyDefinitions } from './vocabulary-definitions.service.js';

@ApiTags('Permit types (staff)')
@Controller('admin/permit-vocabulary')
export class VocabularyAdminController {
  constructor(private readonly definitions: VocabularyDefinitions) {}

  /**
   * List the words that permit types are written in.
   *
   * For administrators: categories, review disciplines, document types, inspection types, reasons for the counter, and the city's
   * contractor classes.
   */
  @Get()
  @Staff('administrator')
  listPermitVocabulary(): Promise<VocabularyDto> {
    return this.definitions.list();
  }

  /**
   * Define a word, or change what it means.
   *
   * For administrators. Published permit types keep the meaning they were published with; drafts and later versions take the new one.
   */
  @Put(':kind/:code')
  @Staff('administrator')
  @ApiParam({ name: 'kind', description: 'What sort of word it is.', enum: WORD_KINDS })
  @Problems(VocabularyWordUnknown)
  definePermitWord(@Param('kind') kind: string, @Param('code') code: string, @Body() request: DefineWordRequest): Promise<WordDto> {
    return this.definitions.define(kind, code, request);
  }
}
