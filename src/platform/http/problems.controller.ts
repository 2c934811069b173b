import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../auth/auth.decorators.js';
import { NotFound } from './http.errors.js';
import { ProblemCodes } from './problem-codes.js';
import { ProblemCodeDto, ProblemCodesDto } from './problems.dto.js';
import { problemsPage } from './problems-page.js';
import { Problems } from './problems.decorator.js';

@ApiTags('Problems')
@Controller('problems')
export class ProblemsController {
  constructor(private readonly codes: ProblemCodes) {}

  /**
   * List every problem code
   *
   * All codes that an answer can carry, with their HTTP status and the operations that use them. Opened in a browser it is a page.
   */
  @Public()
  @Get()
  listProblems(@Req() request: Request, @Res({ passthrough: true }) response: Response): ProblemCodesDto {
    const items = this.codes.all();
    return pageOr({ items }, 'Problems', items, request, response);
  }

  /**
   * Explain one problem code
   *
   * The `type` of a problem document leads here. Opened in a browser it is a page.
   */
  @Public()
  @Problems(NotFound)
  @Get(':code')
  getProblem(@Param('code') code: string, @Req() request: Request, @Res({ passthrough: true }) response: Response): ProblemCodeDto {
    const problem = this.codes.get(code);
    return pageOr(problem, problem.title, [problem], request, response);
  }
}

function pageOr<T>(body: T, title: string, problems: ProblemCodeDto[], request: Request, response: Response): T {
  response.vary('Accept');
  if (request.accepts(['json', 'html']) !== 'html') return body;
  response.type('html');
  return problemsPage(title, problems) as T;
}
