import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMinSize, IsArray, IsInt, IsObject, IsString, Length, Max, Min, ValidateNested } from 'class-validator';

type Class = () => new () => object;

/** A text that says something, of a file that the city writes. */
export const Text = (most: number) => applyDecorators(IsString(), Length(1, most));

export const Whole = (least: number, most = Number.MAX_SAFE_INTEGER) => applyDecorators(IsInt(), Min(least), Max(most));

/** An object within the file, checked by its own class. */
export const Part = (type: Class) => applyDecorators(IsObject(), ValidateNested(), Type(type));

export const ListOf = (type: Class, least = 0) =>
  applyDecorators(IsArray(), ArrayMinSize(least), ValidateNested({ each: true }), Type(type));
