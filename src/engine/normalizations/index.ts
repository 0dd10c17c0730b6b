import { z } from 'zod';
import type { Normalization } from './normalization';

/** Every normalization; `none` is the absence of one. */
export const normalizations = {} satisfies Record<string, Normalization>;

export type NormalizationName = 'none' | keyof typeof normalizations;
export const normalizationSchema = z.enum(['none', ...(Object.keys(normalizations) as NormalizationName[])]);
export type { Normalization };
