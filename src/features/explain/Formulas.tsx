import { Box } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Text } from '../../base/entry';
import { activations } from '../../engine/activations';
import { losses } from '../../engine/losses';
import { normalizations } from '../../engine/normalizations';
import { optimizers } from '../../engine/optimizers';
import { useText } from '../../locales/useText';
import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { Formula } from '../setup';

/** The stages of an update, in their order. */
export const stages = ['forward', 'loss', 'backward', 'update'] as const;
export type Stage = (typeof stages)[number];

interface FormulasProps {
  readonly spec: ExperimentSpec;
  readonly stage: Stage;
  readonly layer: number;
}

/** The formulas of a stage, as the entries of the registries tell them. */
export function Formulas({ spec, stage, layer }: FormulasProps) {
  const { t } = useTranslation('explain');
  const text = useText();
  return (
    <Box component="section" className="explain-formulas" tabIndex={0} aria-label={t('formulas')}>
      {formulasOf(spec, stage, layer).map(({ title, formula }) => (
        <figure key={formula}>
          <figcaption>{text(title)}</figcaption>
          <Formula tex={formula} />
        </figure>
      ))}
    </Box>
  );
}

function formulasOf(
  { network, training }: ExperimentSpec,
  stage: Stage,
  layer: number,
): readonly { readonly title: Text; readonly formula: string }[] {
  const hidden = hiddenLayers(network)[layer];
  const activation = hidden && activations[hidden.activation];
  const loss = losses[training.loss];
  if (stage === 'loss') return [loss];
  if (stage === 'update') return [optimizers[training.optimizer.kind]];
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
