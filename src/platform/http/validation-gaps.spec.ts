import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { plainToInstance, Type } from 'class-transformer';
import { IsArray, IsOptional, IsString, ValidateIf, ValidateNested } from 'class-validator';
import { overlooked } from './validation-gaps.js';

class Bed {
  @IsOptional()
  @IsString()
  crop?: string;
}

class Garden {
  @IsOptional()
  @IsString()
  name?: string;

  @IsOptional()
  @ValidateIf((_garden, value) => value !== null)
  @IsString()
  gardener?: string | null;

  @ValidateNested()
  @Type(() => Bed)
  bed: Bed;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Bed)
  beds: Bed[];
}

function faults(garden: object) {
  return overlooked(plainToInstance(Garden, garden));
}

it('leaves alone what is as it must be', () => {
  expect(faults({ name: 'Herbs', gardener: null, bed: { crop: 'Basil' }, beds: [{}, { crop: 'Mint' }] })).toEqual([]);
  expect(faults({ bed: {}, beds: [] })).toEqual([]);
});

it('refuses null where a field may only be left out, however deep', () => {
  const detail = 'must not be null; leave it out instead';
  expect(faults({ name: null, bed: { crop: null }, beds: [{}, { crop: null }] })).toEqual([
    { pointer: '/name', detail },
    { pointer: '/bed/crop', detail },
    { pointer: '/beds/1/crop', detail },
  ]);
});

it('refuses a list where an object belongs, an empty one too', () => {
  const detail = 'must be an object';
  expect(faults({ bed: [], beds: [{}, []] })).toEqual([
    { pointer: '/bed', detail },
    { pointer: '/beds/1', detail },
  ]);
});
