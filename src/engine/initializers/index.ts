import { type SpecOf, unionOf } from '../../spec/entry';
import { glorotNormal } from './glorotNormal';
import { heNormal } from './heNormal';
import type { Initializer } from './initializer';

/** Every initializer that is drawn at random; `inline` weights are the spec's own. */
export const initializers = { glorotNormal, heNormal } satisfies Record<string, Initializer>;

export type InitializerName = keyof typeof initializers;
export type InitializerSpec = SpecOf<typeof initializers>;
export const initializerSchema = unionOf(initializers);
export type { Initializer };
