import { Box } from '@mantine/core';
import type { Text } from '../../base/entry';
import { activations } from '../../engine/activations';
import type { ParameterName } from '../../engine/explain/step';
import { losses } from '../../engine/losses';
import { normalizations } from '../../engine/normalizations';
import { optimizers } from '../../engine/optimizers';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { Formula } from '../setup';

/** The stages of an update, in their order. */
export const stages = ['forward', 'loss', 'backward', 'update'] as const;
export type Stage = (typeof stages)[number];

interface FormulasProps {
  readonly spec: ExperimentSpec;
  readonly stage: Stage;
  readonly layer: number;
  /** Whose update is shown. */
  readonly parameter: ParameterName;
}

/** The gradients of a layer's parameters over the batch B; d and x̂ are the normalization's, as in its own formula. */
const gradients: Readonly<Record<ParameterName, string>> = {
  weights: '\\frac{\\partial L}{\\partial w_{ij}} = \\sum_B a_i\\,\\delta_j',
  biases: '\\frac{\\partial L}{\\partial b_j} = \\sum_B \\delta_j',
  scale: '\\frac{\\partial L}{\\partial \\gamma_j} = \\sum_B d_j\\,\\hat x_j',
  shift: '\\frac{\\partial L}{\\partial \\beta_j} = \\sum_B d_j',
};

/** The formulas of a stage, as the entries of the registries tell them. */
export function Formulas(props: FormulasProps) {
  const { t } = useTranslation('explain');
  const text = useText();
  return (
    <Box component="section" className="explain-formulas" tabIndex={0} aria-label={t('formulas')}>
      {formulasOf(props).map(({ title, formula }) => (
        <figure key={formula}>
          <figcaption>{text(title)}</figcaption>
          <Formula tex={formula} />
        </figure>
      ))}
    </Box>
  );
}

function formulasOf({
  spec: { network, training },
  stage,
  layer,
  parameter,
}: FormulasProps): readonly { readonly title: Text; readonly formula: string }[] {
  const hidden = hiddenLayers(network)[layer];
  const activation = hidden && activations[hidden.activation];
  const loss = losses[training.loss];
  if (stage === 'loss') return [loss];
  if (stage === 'update') {
    const title = { en: 'Gradient over the batch', 'zh-CN': '批次上的梯度' };
    return [{ title, formula: gradients[parameter] }, optimizers[training.optimizer.kind]];
  }
  const linear = { title: { en: 'Layer', 'zh-CN': '线性层' }, formula: 'z^l = a^{l-1} W^l + b^l' };
  const normalization = network.normalization === 'none' ? [] : [normalizations[network.normalization]];
  if (stage === 'forward') return [linear, ...(activation ? [...normalization, activation] : [])];
  if (!activation) return [loss];
  const signal = {
    title: { en: 'Backprop signal', 'zh-CN': '反向信号' },
    formula: "\\delta^l = (\\delta^{l+1} W^{l+1\\top}) \\odot \\varphi'(z^l)",
  };
  return [
    signal,
    ...[activation, ...normalization].map(({ title, derivativeFormula: formula }) => ({ title, formula })),
  ];
}
