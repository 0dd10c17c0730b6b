import { z } from 'zod';
import { titled } from '../../base/entry';
import { say } from '../../base/problem';
import { batch } from './batch';
import { layer } from './layer';
import type { Normalization } from './normalization';

/** Every normalization. `none` is not among them because it does nothing. */
export const normalizations = { batch, layer } satisfies Record<string, Normalization>;

export type NormalizationName = 'none' | keyof typeof normalizations;
export const normalizationSchema = titled(
  z.enum(['none', ...(Object.keys(normalizations) as NormalizationName[])]),
  { none: say('none', '无'), batch: batch.title, layer: layer.title },
);
export type { Normalization };
