import { Button, Group, Menu } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { setField } from '../../schema/edit';
import type { ExperimentSpec } from '../../schema/experiment';
import { type Field, fieldsOf, valueAt } from '../../schema/fields';
import { enumerationComma } from '../../schema/names';
import { maxRuns, useCompare } from '../../store/compare';
import { useLab } from '../../store/lab';
import { EditTableButton, ImportButtons } from '../import';
import { focusRefused } from '../typedField';
import { type FieldChoice, FieldSelect, FieldValue } from './FieldValue';
import { curePair } from './firstRuns';
import { runName } from './names';

/** Adds runs: the lab's experiment, a copy with one field changed, or a prepared series of runs. */
export function AddRun() {
  const { t } = useTranslation('compare');
  const spec = useLab((lab) => lab.spec);
  const first = useCompare((compare) => compare.runs[0]?.spec) ?? spec;
  const { add, compare, fork, takeData } = useCompare.getState();
  const fields = useMemo(() => fieldsOf(first), [first]);
  const [path, setPath] = useState('network.initializer.kind');
  const field = fields.find((one) => one.path === path) ?? fields[0]!;
  const [chosen, setChosen] = useState<FieldChoice>();
  const value = chosen ?? anotherValue(field, first);
  const bar = useRef<HTMLDivElement>(null);
  return (
    <Group ref={bar} gap={8} align="end">
      <Button size="xs" variant="default" onClick={() => compare([spec])}>
        {t('startOver')}
      </Button>
      <Button size="xs" variant="default" onClick={() => add(spec)}>
        {t('addLab')}
      </Button>
      <QuickPicks base={first} onPick={compare} />
      <FieldSelect
        label={t('changeOf', { run: runName(0) })}
        fields={fields}
        value={field.path}
        onChange={(next) => {
          setPath(next);
          setChosen(undefined);
        }}
      />
      <FieldValue key={field.path} field={field} value={value} onChange={setChosen} />
      <Button size="xs" onClick={() => focusRefused(bar.current) || fork(0, field.path, value)}>
        {t('fork')}
      </Button>
      <Group gap={6} role="group" aria-label={t('ownData')}>
        <ImportButtons size="xs" use={takeData} title={t('ownDataHelp')} />
        {first.data.kind === 'table' && <EditTableButton data={first.data} use={takeData} />}
      </Group>
    </Group>
  );
}

/** A new value for a field: the next choice, or twice the present number. */
function anotherValue({ path, range }: Field, spec: ExperimentSpec): FieldChoice {
  const present = valueAt(spec, path);
  if (range.kind === 'choice') {
    const at = range.options.findIndex(({ value }) => value === present);
    return range.options[(at + 1) % range.options.length]!.value;
  }
  return Math.min(range.max, Number(present ?? 0) * 2 || 1);
}

const depths = [5, 10, 20, 50];

/** Common series of runs. */
function QuickPicks({
  base,
  onPick,
}: {
  readonly base: ExperimentSpec;
  readonly onPick: (specs: readonly ExperimentSpec[]) => void;
}) {
  const { t } = useTranslation('compare');
  const text = useText();
  const each = (path: string, values: readonly unknown[]) =>
    onPick(values.slice(0, maxRuns).map((value) => setField(base, path, value)));
  const options = (path: string) => {
    const range = fieldsOf(base).find((field) => field.path === path)?.range;
    return range?.kind === 'choice' ? range.options.map(({ value }) => value) : [];
  };
  const choices = [
    ['activations', 'network.activation'],
    ['initializers', 'network.initializer.kind'],
    ['normalizations', 'network.normalization'],
    ['optimizers', 'training.optimizer.kind'],
  ] as const;
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button size="xs" variant="light">
          {t('quick')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onPick(curePair(base))}>{t('picks.cure')}</Menu.Item>
        {choices.map(([name, path]) => (
          <Menu.Item key={name} onClick={() => each(path, options(path))}>
            {t(`picks.${name}`)}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => each('network.depth', depths)}>
          {t('picks.depths', { depths: depths.join(text(enumerationComma)) })}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
