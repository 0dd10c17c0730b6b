import { type SpecOf, unionOf } from '../../base/entry';
import { constant } from './constant';
import { glorotNormal } from './glorotNormal';
import { glorotUniform } from './glorotUniform';
import { heNormal } from './heNormal';
import { heUniform } from './heUniform';
import type { Initializer } from './initializer';
import { lecunNormal } from './lecunNormal';
import { lecunUniform } from './lecunUniform';
import { lsuv } from './lsuv';
import { meanField } from './meanField';
import { normal } from './normal';
import { orthogonal } from './orthogonal';
import { standardUniform } from './standardUniform';
import { uniform } from './uniform';
import { zeros } from './zeros';

/** Every random initializer. `inline` is not among them because the spec gives its weights. */
export const initializers = {
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  lecunNormal,
  lecunUniform,
  standardUniform,
  orthogonal,
  lsuv,
  meanField,
  normal,
  uniform,
  constant,
  zeros,
} satisfies Record<string, Initializer>;

export type InitializerName = keyof typeof initializers;
export type InitializerSpec = SpecOf<typeof initializers>;
export const initializerSchema = unionOf(initializers);
export type { Initializer };
