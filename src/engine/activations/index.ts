import type { Activation } from './activation';
import { relu } from './relu';
import { sigmoid } from './sigmoid';

/** Every activation: the schema's enum, the page's options and the tests' table. */
export const activations = { sigmoid, relu } satisfies Record<string, Activation>;

export type ActivationName = keyof typeof activations;
export type { Activation };
