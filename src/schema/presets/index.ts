import type { ExperimentSpec } from '../experiment';
import { parseExperiment } from '../parse';
import { exploding } from './exploding';
import { orthogonalLinear } from './orthogonalLinear';
import type { Preset } from './preset';
import { reluHe } from './reluHe';
import { reluSmallWeights } from './reluSmallWeights';
import { residualFifty } from './residualFifty';
import { sigmoidBatchNorm } from './sigmoidBatchNorm';
import { sigmoidWideWeights } from './sigmoidWideWeights';
import { tanhGlorot } from './tanhGlorot';
import { twentySigmoidLayers } from './twentySigmoidLayers';

/** All experiments that come with the page, in display order. The page opens with the first. */
export const presets = {
  twentySigmoidLayers,
  reluHe,
  tanhGlorot,
  sigmoidBatchNorm,
  sigmoidWideWeights,
  residualFifty,
  orthogonalLinear,
  reluSmallWeights,
  exploding,
} satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;
export type { Preset };

/** The experiment that the page opens with. */
export const defaultExperiment = (): ExperimentSpec => parseExperiment(twentySigmoidLayers.spec);
