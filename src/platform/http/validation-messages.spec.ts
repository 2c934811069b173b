import { expect, it } from '@jest/globals';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  IsUUID,
  Matches,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
  validateSync,
} from 'class-validator';
import { fieldErrors } from './validation-messages.js';

class Part {
  @IsInt()
  @Min(1)
  size: number;
}

class Everything {
  @IsOptional() @IsString() @MinLength(15) password?: unknown;
  @IsOptional() @IsString() @MaxLength(5) short?: unknown;
  @IsOptional() @IsString() @IsNotEmpty() filled?: unknown;
  @IsOptional() @IsString() text?: unknown;
  @IsOptional() @Matches(/^[A-Z]{3}$/) pattern?: unknown;
  @IsOptional() @Matches(/^\d{5}$/, { message: 'must be a ZIP code such as 60501' }) zip?: unknown;
  @IsOptional() @IsInt() @Min(0) cents?: unknown;
  @IsOptional() @IsNumber() measure?: unknown;
  @IsOptional() @IsUUID() id?: unknown;
  @IsOptional() @IsUrl() link?: unknown;
  @IsOptional() @IsISO8601({ strict: true }) day?: unknown;
  @IsOptional() @IsIn(['only']) one?: unknown;
  @IsOptional() @IsArray() @ArrayMinSize(1) @ArrayUnique() @IsUUID('7', { each: true }) ids?: unknown;
  @IsOptional() @IsArray() @ArrayMaxSize(2) @IsIn(['a', 'b'], { each: true }) choices?: unknown;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => Part) part?: unknown;
  @IsOptional() @ValidateNested() @Type(() => Part) other?: unknown;
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => Part) parts?: unknown;
}

const findingsOf = (input: object) =>
  validateSync(plainToInstance(Everything, input), { whitelist: true, forbidNonWhitelisted: true }).flatMap((error) => fieldErrors(error));

it.each<[object, string, string]>([
  [{ password: 'short' }, '/password', 'must be text of at least 15 characters'],
  [{ password: 17 }, '/password', 'must be text of at least 15 characters'],
  [{ short: 'too long' }, '/short', 'must be text of at most 5 characters'],
  [{ filled: '' }, '/filled', 'must be text that is not empty'],
  [{ text: ['a'] }, '/text', 'must be text'],
  [{ pattern: 'abc' }, '/pattern', 'must be text in the form ^[A-Z]{3}$'],
  [{ other: 'text' }, '/other', 'must be an object'],
  [{ zip: '6050' }, '/zip', 'must be a ZIP code such as 60501'],
  [{ cents: -1 }, '/cents', 'must be a whole number of at least 0'],
  [{ cents: 1.5 }, '/cents', 'must be a whole number of at least 0'],
  [{ cents: '100' }, '/cents', 'must be a whole number of at least 0'],
  [{ measure: 'wide' }, '/measure', 'must be a number'],
  [{ id: '17' }, '/id', 'must be a UUID'],
  [{ link: 'nowhere' }, '/link', 'must be a web address such as https://www.example.org'],
  [{ day: '2026-02-30' }, '/day', 'must be a date such as 2026-03-02'],
  [{ one: 'another' }, '/one', 'must be only'],
  [{ ids: ['17'] }, '/ids', 'must be a list of at least 1 different items, each of them a UUID'],
  [{ choices: ['a', 'c'] }, '/choices', 'must be a list of at most 2 items, each of them one of a or b'],
  [{ choices: 'a' }, '/choices', 'must be a list of at most 2 items, each of them one of a or b'],
  [{ part: 5 }, '/part', 'must be an object'],
  [{ part: { size: 0 } }, '/part/size', 'must be a whole number of at least 1'],
  [{ part: { size: 1, colour: 'red' } }, '/part/colour', 'is not a field of this request'],
  [{ parts: [{ size: 1 }, {}] }, '/parts/1/size', 'is missing; it must be a whole number of at least 1'],
  [{ 'a/b~c': 1 }, '/a~1b~0c', 'is not a field of this request'],
])('says of %j where and what: %s %s', (input, pointer, detail) => {
  expect(findingsOf(input)).toEqual([{ pointer, detail }]);
});
