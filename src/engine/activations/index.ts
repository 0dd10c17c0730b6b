import type { Activation } from './activation';
import { elu } from './elu';
import { gelu } from './gelu';
import { hardTanh } from './hardTanh';
import { leakyRelu } from './leakyRelu';
import { linear } from './linear';
import { mish } from './mish';
import { relu } from './relu';
import { selu } from './selu';
import { sigmoid } from './sigmoid';
import { softplus } from './softplus';
import { swish } from './swish';
import { tanh } from './tanh';

/** Every activation. The schema's enum, the page's options and the tests' table are built from it. */
export const activations = {
  linear,
  sigmoid,
  tanh,
  relu,
  leakyRelu,
  elu,
  selu,
  gelu,
  swish,
  softplus,
  hardTanh,
  mish,
} satisfies Record<string, Activation>;

export type ActivationName = keyof typeof activations;
export type { Activation };
