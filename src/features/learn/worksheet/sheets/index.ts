import type { NamedChapter } from '../../chapters';
import { acrossDomains } from './acrossDomains';
import { backpropagation } from './backpropagation';
import { distillation } from './distillation';
import { distillationAndVanishing } from './distillationAndVanishing';
import { edgeOfChaos } from './edgeOfChaos';
import { gradientDescent } from './gradientDescent';
import { mending } from './mending';
import { myths } from './myths';
import { questions } from './questions';
import type { Sheet } from './sheet';
import { vanishingGradients } from './vanishingGradients';

/** The worksheet of every chapter. */
export const sheets: Readonly<Record<NamedChapter['id'], Sheet>> = {
  'gradient-descent': gradientDescent,
  backpropagation,
  'vanishing-gradients': vanishingGradients,
  mending,
  'edge-of-chaos': edgeOfChaos,
  distillation,
  'across-domains': acrossDomains,
  'distillation-and-vanishing': distillationAndVanishing,
  myths,
  questions,
};
