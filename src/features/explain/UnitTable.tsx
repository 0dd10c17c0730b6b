import { Box } from '@mantine/core';
import type { PickedUnit } from '../../engine/explain/passes';
import type { ExplainedLayer, ExplainedStep, ParameterName } from '../../engine/explain/step';
import { parameterOf } from '../../engine/explain/update';
import { shortNumber } from '../../engine/explain/workedAlgebra';
import { useTranslation } from '../../locales/useTranslation';
import type { Stage } from './Formulas';

interface UnitTableProps {
  readonly step: ExplainedStep;
  readonly stage: Stage;
  readonly picked: PickedUnit;
  /** Whose changes the stage of the update shows. */
  readonly parameter: ParameterName;
  readonly onPick: (change: Partial<PickedUnit>) => void;
}

/** What a cell of the table shows at a stage; undefined if the layer has no such parameter. */
function cellOf(
  layer: ExplainedLayer,
  unit: number,
  stage: Stage,
  { row, from }: PickedUnit,
  name: ParameterName,
): number | undefined {
  const place = row * layer.units + unit;
  if (stage === 'backward') return layer.signals[place]!;
  if (stage !== 'update') return layer.outputs[place]!;
  const found = parameterOf(layer, name, { unit, from });
  return found && found.parameter.next[found.at]! - found.parameter.values[found.at]!;
}

/** A small network with one number for each unit: its output, its signal, or the change of a parameter. A click picks the unit. */
export function UnitTable({ step, stage, picked, parameter, onPick }: UnitTableProps) {
  const { t } = useTranslation('explain');
  const title = t(stage === 'update' ? `changes.${parameter}` : `tables.${stage}`);
  const most = Math.max(...step.layers.map(({ units }) => units));
  return (
    <Box component="section" className="explain-units" tabIndex={0} aria-label={title}>
      <table>
        <caption>{title}</caption>
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
              {Array.from({ length: layer.units }, (_, u) => {
                const value = cellOf(layer, u, stage, picked, parameter);
                return (
                  <td key={u}>
                    <button
                      type="button"
                      disabled={value === undefined}
                      aria-pressed={l === picked.layer && u === picked.unit}
                      aria-label={t('unitNamed', { layer: l + 1, unit: u + 1 })}
                      onClick={() =>
                        onPick({ layer: l, unit: u, from: Math.min(picked.from, layer.fanIn - 1) })
                      }
                    >
                      {value === undefined ? '–' : shortNumber(value)}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}
