import { Button, Group, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { SegmentedControl } from '../../charts/SegmentedControl';
import { useTranslation } from '../../locales/useTranslation';
import './explain.css';
import type { ExplainedLine } from '../../engine/explain/line';
import type { PickedUnit } from '../../engine/explain/passes';
import type { ExplainedStep, ParameterName } from '../../engine/explain/step';
import { backwardLines, forwardLines, lossLines } from '../../engine/explain/unit';
import { parametersOf, updateLines } from '../../engine/explain/update';
import { shortNumber } from '../../engine/explain/workedAlgebra';
import type { ExperimentSpec } from '../../schema/experiment';
import { NumberField } from '../typedField';
import { Formulas, type Stage, stages } from './Formulas';
import { UnitTable } from './UnitTable';

/** The largest network whose numbers all stand in a table; of larger ones the picked unit is explained. */
const largest = 8;

interface StagesProps {
  readonly spec: ExperimentSpec;
  readonly step: ExplainedStep;
}

/** The stages of an update, one at a time: each number with the formula and the numbers put in. */
export function Stages({ spec, step }: StagesProps) {
  const { t } = useTranslation('explain');
  const [stage, setStage] = useState<Stage>('forward');
  const [picked, setPicked] = useState<PickedUnit>({ layer: 0, unit: 0, row: 0, from: 0 });
  const [chosen, setChosen] = useState<ParameterName>('weights');
  const at = stages.indexOf(stage);
  const layer = step.layers[picked.layer]!;
  const parameters = parametersOf(layer);
  // The output layer has no normalization.
  const parameter = parameters.includes(chosen) ? chosen : 'weights';
  const pick = (change: Partial<PickedUnit>) => setPicked({ ...picked, ...change });
  const field = (name: keyof PickedUnit, most: number) => (
    <NumberField
      name={t(`picked.${name}`)}
      width={96}
      label={t(`picked.${name}`)}
      min={1}
      max={most}
      step={1}
      integer
      value={picked[name] + 1}
      onChange={(value) =>
        pick(name === 'layer' ? { layer: value - 1, unit: 0, from: 0 } : { [name]: value - 1 })
      }
    />
  );
  const fits = step.layers.length - 1 <= largest && step.layers.every(({ units }) => units <= largest);
  return (
    <div data-testid="explained">
      <p className="explain-head">
        {t('about', { step: step.step, rows: step.rows, loss: shortNumber(step.loss) })}
      </p>
      <Group gap={8} mb={10}>
        <SegmentedControl
          aria-label={t('stage')}
          value={stage}
          onChange={setStage}
          data={stages.map((value) => ({ value, label: t(`stages.${value}`) }))}
        />
        <Button
          size="compact-xs"
          variant="default"
          disabled={at === 0}
          onClick={() => setStage(stages[at - 1]!)}
        >
          {t('before')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={at === stages.length - 1}
          onClick={() => setStage(stages[at + 1]!)}
        >
          {t('after')}
        </Button>
      </Group>
      <Formulas spec={spec} stage={stage} layer={picked.layer} parameter={parameter} />
      {fits ? (
        <UnitTable step={step} stage={stage} picked={picked} parameter={parameter} onPick={pick} />
      ) : (
        <p className="explain-head">{t('large', { largest })}</p>
      )}
      <Group gap={8} mt={8} mb={8} align="flex-start">
        {field('row', step.rows)}
        {stage !== 'loss' && field('layer', step.layers.length)}
        {stage !== 'loss' && field('unit', layer.units)}
        {stage === 'update' && (
          <NativeSelect
            size="xs"
            label={t('parameter')}
            value={parameter}
            data={parameters.map((value) => ({ value, label: t(`parameters.${value}`) }))}
            onChange={({ currentTarget: { value } }) => setChosen(value as ParameterName)}
          />
        )}
        {stage === 'update' && parameter === 'weights' && field('from', layer.fanIn)}
      </Group>
      <Lines lines={linesOf(spec, step, stage, picked, parameter)} />
    </div>
  );
}

const linesOf = (
  spec: ExperimentSpec,
  step: ExplainedStep,
  stage: Stage,
  picked: PickedUnit,
  parameter: ParameterName,
): readonly ExplainedLine[] =>
  stage === 'forward'
    ? forwardLines(spec, step, picked)
    : stage === 'loss'
      ? lossLines(spec, step, picked.row)
      : stage === 'backward'
        ? backwardLines(spec, step, picked)
        : updateLines(spec, step, picked, parameter);

/** Each number with its name, the formula with the numbers put in, and the value. */
function Lines({ lines }: { readonly lines: readonly ExplainedLine[] }) {
  const { t } = useTranslation('explain');
  return (
    <dl className="explain-lines">
      {lines.map(({ name, symbol, text, value }, i) => (
        <div key={i}>
          <dt>
            {t(`lines.${name}`)} <i>{symbol}</i>
          </dt>
          <dd>
            <code>{text}</code> = <b>{shortNumber(value)}</b>
          </dd>
        </div>
      ))}
    </dl>
  );
}
