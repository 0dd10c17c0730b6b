import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { type Initializer, initializers } from '../initializers';
import { solves } from './progress';
import type { Rule } from './rule';

interface Drawn {
  readonly kind: string;
  readonly gain: number;
  readonly biasStd: number;
}

type InlineLayers = readonly {
  readonly weights: readonly (readonly number[])[];
  readonly biases: readonly number[];
}[];

const allEqual = (values: readonly number[]): boolean => values.every((value) => value === values[0]);

/**
 * The hidden layers (counted from 1) with more than one unit in which all units have the same weights in and out and
 * the same bias.
 */
function alikeInline(layers: InlineLayers): number[] {
  return layers.slice(0, -1).flatMap(({ weights, biases }, l) => {
    const out = layers[l + 1]!.weights;
    const same =
      biases.length > 1 &&
      allEqual(biases) &&
      weights.every(allEqual) &&
      out.every((row) => row.every((weight, j) => weight === out[0]![j]));
    return same ? [l + 1] : [];
  });
}

/** The hidden layers (counted from 1) whose units start alike. */
function alikeLayers({ network }: ExperimentSpec): number[] {
  // Dropout masks differ between units, so it breaks the symmetry.
  if (network.dropout > 0) return [];
  const { initializer } = network;
  if (initializer.kind === 'inline') return alikeInline(initializer.layers as InlineLayers);
  const kind: Initializer = initializers[initializer.kind];
  const drawn = initializer as unknown as Drawn;
  const biasStd = kind.biasStd?.(initializer) ?? drawn.biasStd;
  const spread = drawn.gain * (kind.variance?.({ fanIn: 8, fanOut: 8 }, initializer) ?? 1);
  if (biasStd > 0 || spread > 0) return [];
  return hiddenLayers(network).flatMap(({ units }, l) => (units > 1 ? [l + 1] : []));
}

export const symmetry: Rule = {
  title: { en: 'Symmetric initialization', 'zh-CN': '对称初始化' },
  summary: {
    en: 'All units of a layer start identical, get the same gradient, and stay identical: the layer amounts to a single unit.',
    'zh-CN': '同一层的神经元初始相同、梯度相同，因而始终相同：整层只相当于一个神经元。',
  },
  find(run) {
    const { spec } = run;
    const layers = alikeLayers(spec);
    // A single unit may be enough for the task.
    if (layers.length === 0 || solves(run)) return undefined;
    const hidden = hiddenLayers(spec.network).length;
    const [enWhere, zhWhere] =
      layers.length === hidden
        ? ['every hidden layer', '每个隐藏层']
        : [`layer ${layers.join(', ')}`, `第 ${layers.join('、')} 层`];
    return {
      evidence: {
        en: `In ${enWhere} all units start with the same weights and biases, and nothing random breaks the symmetry.`,
        'zh-CN': `${zhWhere}中所有神经元的初始权重与偏置都相同，也没有随机因素打破对称性。`,
      },
      remedies: ['suited', 'he', 'glorot'],
    };
  },
};
