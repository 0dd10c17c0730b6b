import { Box } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PickedUnit } from '../../engine/explain/passes';
import type { ExplainedLayer, ExplainedStep } from '../../engine/explain/step';
import { shortNumber } from '../../engine/explain/workedAlgebra';
import type { Stage } from './Formulas';

interface UnitTableProps {
  readonly step: ExplainedStep;
  readonly stage: Stage;
  readonly picked: PickedUnit;
  readonly onPick: (change: Partial<PickedUnit>) => void;
}

/** What a cell of the table shows at a stage. */
function cellOf(layer: ExplainedLayer, unit: number, stage: Stage, { row, from }: PickedUnit): number {
  const place = row * layer.units + unit;
  if (stage === 'backward') return layer.signals[place]!;
  if (stage !== 'update') return layer.outputs[place]!;
  const at = Math.min(from, layer.fanIn - 1) * layer.units + unit;
  return layer.nextWeights[at]! - layer.weights[at]!;
}

/** A small network with one number for each unit: its output, its signal, or the change of a weight. A click picks the unit. */
export function UnitTable({ step, stage, picked, onPick }: UnitTableProps) {
  const { t } = useTranslation('explain');
  const most = Math.max(...step.layers.map(({ units }) => units));
  return (
    <Box component="section" className="explain-units" tabIndex={0} aria-label={t(`tables.${stage}`)}>
      <table>
        <caption>{t(`tables.${stage}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('picked.layer')}</th>
            {Array.from({ length: most }, (_, u) => (
              <th key={u} scope="col">
                {u + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {step.layers.map((layer, l) => (
            <tr key={l}>
              <th scope="row">{l === step.layers.length - 1 ? t('output') : l + 1}</th>
              {Array.from({ length: layer.units }, (_, u) => (
                <td key={u}>
                  <button
                    type="button"
                    aria-pressed={l === picked.layer && u === picked.unit}
                    aria-label={t('unitNamed', { layer: l + 1, unit: u + 1 })}
                    onClick={() =>
                      onPick({ layer: l, unit: u, from: Math.min(picked.from, layer.fanIn - 1) })
                    }
                  >
                    {shortNumber(cellOf(layer, u, stage, picked))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}
