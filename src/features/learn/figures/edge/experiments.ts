import { activations } from '../../../../engine/activations';
import type { Ensemble } from '../../../../engine/theory/meanField';
import type { ExperimentSpec } from '../../../../schema/experiment';
import { parseExperiment } from '../../../../schema/parse';

/** The activations whose theory is shown. */
export const edgeActivations = ['tanh', 'relu', 'sigmoid'] as const;
export type EdgeActivation = (typeof edgeActivations)[number];

/** Wide networks whose weights and biases have these standard deviations. */
export const ensembleOf = (activation: EdgeActivation, sigmaW: number, sigmaB: number): Ensemble => ({
  activation: activations[activation],
  weightVariance: sigmaW ** 2,
  biasVariance: sigmaB ** 2,
});

interface EdgeNetwork {
  readonly sigmaW: number;
  readonly sigmaB: number;
  readonly depth: number;
  readonly width?: number;
  readonly seed?: number;
  readonly activation?: EdgeActivation;
}

/** A deep network on the two moons by the size of its weights and biases. */
export const edgeExperiment = ({
  sigmaW,
  sigmaB,
  depth,
  width = 64,
  seed = 1,
  activation = 'tanh',
}: EdgeNetwork): ExperimentSpec =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    name: `${depth} × ${width} ${activation}, σw = ${sigmaW}, σb = ${sigmaB}`,
    seed,
    data: { kind: 'moons', samples: 400, noise: 0.1 },
    network: { depth, width, activation, initializer: { kind: 'meanField', sigmaW, sigmaB } },
    training: { optimizer: { kind: 'sgd', learningRate: 0.02 }, batchSize: 32, steps: 300 },
  });

/** The cells of the map: columns and rows, and the depth of its networks. */
export const mapWeights = [0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2, 2.2, 2.4, 2.6, 2.8, 3];
export const mapBiases = [0, 0.2, 0.4, 0.6, 0.8, 1];
export const mapDepth = 20;

/** The networks of the figure on depth: one in each phase. */
export const phases = [
  { id: 'ordered', sigmaW: 0.7 },
  { id: 'critical', sigmaW: 1.05 },
  { id: 'chaotic', sigmaW: 2 },
] as const;
export const phaseBias = 0.1;
export const trainedDepths = [4, 8, 16, 30];

/** A network of the figure on depth. */
export const trainedAt = (sigmaW: number, depth: number, seed: number): ExperimentSpec =>
  edgeExperiment({ sigmaW, sigmaB: phaseBias, depth, width: 24, seed });
