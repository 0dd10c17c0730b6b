import { Button, Group, Menu, NativeSelect, Text } from '@mantine/core';
import { Problem, say } from '../../base/problem';
import { listed, readNumbers } from '../../base/readNumber';
import { type MetricName, metrics } from '../../engine/metrics';
import { useShownName, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import type { ExperimentSpec } from '../../schema/experiment';
import { type Field, fieldsOf, valueAt } from '../../schema/fields';
import { presets } from '../../schema/presets';
import { type Axis, type Sweep, spacings } from '../../schema/sweep';
import { type SweepPreset, sweepPresets } from '../../schema/sweeps';
import { useLab } from '../../store/lab';
import { useMap } from '../../store/map';
import { NumberField, TypedField } from '../typedField';

/** A sweep of the lab's experiment takes the experiment's name. */
const titled = { ...presets, ...sweepPresets };

/** The sweep's settings: the experiment, one or two fields, the repeats and the steps. */
export function SweepAxes() {
  const { t } = useTranslation('map');
  const text = useText();
  const shown = useShownName(titled);
  const sweep = useMap((map) => map.sweep);
  const choose = useMap((map) => map.choose);
  const change = (changes: Partial<Sweep>) => void choose({ ...sweep, ...changes });
  return (
    <>
      <Group gap={8}>
        <Menu position="bottom-start" width={420} withinPortal>
          <Menu.Target>
            <Button size="xs" variant="light">
              {t('presets')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {Object.entries<SweepPreset>(sweepPresets).map(([name, preset]) => (
              <Menu.Item
                key={name}
                onClick={() => void choose({ ...preset.sweep, name: text(preset.title) })}
              >
                <Text size="sm" fw={500}>
                  {text(preset.title)}
                </Text>
                <Text size="xs" c="dimmed">
                  {text(preset.why)}
                </Text>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Button
          size="xs"
          variant="default"
          title={t('takeLabHelp')}
          onClick={() => {
            const { spec } = useLab.getState();
            change({ experiment: spec, name: spec.name, axes: axesFor(spec, sweep) });
          }}
        >
          {t('takeLab')}
        </Button>
        <Text size="sm" fw={500}>
          {shown(sweep.name)}
        </Text>
      </Group>
      <Group gap={16} align="end">
        <AxisControls
          axis={sweep.axes[0]!}
          sweep={sweep}
          name="x"
          onChange={(axis) => change({ axes: [axis, ...sweep.axes.slice(1)] })}
        />
        {sweep.axes[1] ? (
          <>
            <AxisControls
              axis={sweep.axes[1]}
              sweep={sweep}
              name="y"
              onChange={(axis) => change({ axes: [sweep.axes[0]!, axis] })}
            />
            <Button size="xs" variant="subtle" onClick={() => change({ axes: [sweep.axes[0]!] })}>
              {t('dropY')}
            </Button>
          </>
        ) : (
          <Button
            size="xs"
            variant="default"
            onClick={() => change({ axes: [sweep.axes[0]!, suggested(anotherField(sweep), sweep)] })}
          >
            {t('addY')}
          </Button>
        )}
        <NumberField
          name={t('repeats')}
          label={t('repeats')}
          title={t('repeatsHelp')}
          width={112}
          value={sweep.repeats}
          onChange={(repeats) => change({ repeats })}
        />
        <NumberField
          name={t('steps')}
          label={t('steps')}
          title={t('stepsHelp')}
          width={70}
          value={sweep.steps}
          onChange={(steps) => {
            const { atInitialization } = metrics[sweep.metric];
            change({
              steps,
              ...(steps === 0 && !atInitialization ? { metric: 'signalRatio' as const } : {}),
            });
          }}
        />
        <NativeSelect
          size="xs"
          label={t('metric')}
          title={text(metrics[sweep.metric].summary)}
          data={Object.entries(metrics).map(([value, metric]) => ({
            value,
            label: text(metric.title),
            disabled: sweep.steps === 0 && !metric.atInitialization,
          }))}
          value={sweep.metric}
          onChange={(event) => change({ metric: event.currentTarget.value as MetricName })}
        />
      </Group>
    </>
  );
}

interface AxisControlsProps {
  readonly axis: Axis;
  readonly sweep: Sweep;
  readonly name: 'x' | 'y';
  readonly onChange: (axis: Axis) => void;
}

/** The editor of one field and its values. */
function AxisControls({ axis, sweep, name, onChange }: AxisControlsProps) {
  const { t } = useTranslation('map');
  const text = useText();
  const fields = fieldsOf(sweep.experiment);
  const field = fields.find(({ path }) => path === axis.field);
  const choice = field?.range.kind === 'choice';
  // Evenly spaced squares go from a square to a square.
  const named = (place: 'from' | 'to' | 'count') =>
    place !== 'count' && axis.spacing === 'squares' ? `${t(place)} (x²)` : t(place);
  return (
    <Group gap={6} align="end" role="group" aria-label={t('axis', { name })}>
      <NativeSelect
        size="xs"
        maw={220}
        label={t('field', { name })}
        data={sections.map((section) => ({
          group: t(`setup:sections.${section}`),
          items: fields
            .filter(({ path }) => sectionOf(path) === section)
            .map(({ path, label }) => ({ value: path, label: text(label) })),
        }))}
        value={axis.field}
        onChange={(event) => {
          const next = fields.find(({ path }) => path === event.currentTarget.value)!;
          onChange(suggested(next, sweep));
        }}
      />
      {!choice && (
        <NativeSelect
          size="xs"
          label={t('spacing')}
          title={t('spacingHelp')}
          data={spacings.map((value) => ({ value, label: t(`spacings.${value}`) }))}
          value={axis.spacing}
          onChange={(event) => onChange(respaced(axis, event.currentTarget.value as Axis['spacing']))}
        />
      )}
      {axis.spacing === 'list' ? (
        <TypedField
          name={t('values')}
          label={t('values')}
          width={choice ? 260 : 180}
          value={axis.values}
          write={(values) => values.join(', ')}
          read={(typed) => (field ? valuesOf(typed, field, t('values')) : axis.values)}
          onChange={(values) => onChange({ ...axis, values: [...values] })}
        />
      ) : (
        (['from', 'to', 'count'] as const).map((place) => (
          <NumberField
            key={place}
            name={named(place)}
            label={named(place)}
            width={place === 'count' ? 56 : 76}
            value={axis[place]}
            onChange={(value) => onChange({ ...axis, [place]: value })}
          />
        ))
      )}
    </Group>
  );
}

/** The values of a list: numbers, or options of a choice. @throws {Problem} when one is neither */
function valuesOf(typed: string, { range }: Field, name: string): (number | string | boolean)[] {
  if (range.kind === 'number') return readNumbers(typed, name);
  const options = range.options.map(({ value }) => value);
  return listed(typed).map((word) => {
    const found = options.find((value) => String(value) === word);
    if (found !== undefined) return found;
    throw new Problem('mismatch', {
      field: name,
      found: say(`“${word}” is not an option`, `“${word}”不是可选的值`),
      allowed: options.join(', '),
    });
  });
}

/** The sections of the setup, in whose order the fields are listed. */
const sections = ['data', 'network', 'initialization', 'training', 'run'] as const;

/** The section that a field belongs to. */
function sectionOf(path: string): (typeof sections)[number] {
  if (path.startsWith('network.initializer')) return 'initialization';
  return sections.find((section) => path.startsWith(section)) ?? 'run';
}

/** Initial values for a field that has none yet. */
function suggested({ path, range }: Field, { experiment }: Sweep): Axis {
  if (range.kind === 'choice')
    return { field: path, spacing: 'list', values: range.options.map(({ value }) => value) };
  const present = Number(valueAt(experiment, path) ?? range.sliderRange[1]);
  const [low, high] = range.sliderRange;
  const spacing = range.scale === 'log' && low > 0 ? 'log' : 'linear';
  const to = range.scale === 'log' ? Math.min(high, Math.max(present * 4, low * 4)) : high;
  return { field: path, spacing, from: low, to, count: 12 };
}

/** The same axis with another spacing. */
function respaced(axis: Axis, spacing: Axis['spacing']): Axis {
  if (spacing === 'list') {
    return {
      field: axis.field,
      spacing,
      values: axis.spacing === 'list' ? axis.values : [axis.from, axis.to],
    };
  }
  const numbers =
    axis.spacing === 'list' ? axis.values.map(Number).filter(Number.isFinite) : [axis.from, axis.to];
  const [from, to] = [Math.min(...numbers), Math.max(...numbers)];
  const count = axis.spacing === 'list' ? 12 : axis.count;
  return { field: axis.field, spacing, from: spacing === 'log' && from <= 0 ? to / 100 : from, to, count };
}

/** The current axes if another experiment has their fields; otherwise gain (or learning rate) over depth. */
function axesFor(experiment: ExperimentSpec, sweep: Sweep): Axis[] {
  const fields = fieldsOf(experiment);
  const present = (path: string) => fields.find((field) => field.path === path);
  const axes = sweep.axes.filter(({ field }) => present(field));
  if (axes.length > 0) return axes;
  const x = present('network.initializer.gain') ?? present('training.optimizer.learningRate')!;
  const own = { ...sweep, experiment };
  return [suggested(x, own), suggested(present('network.depth')!, own)];
}

const anotherField = ({ experiment, axes }: Sweep): Field => {
  const free = fieldsOf(experiment).filter(({ path }) => path !== axes[0]!.field);
  return free.find(({ path }) => path === 'network.depth') ?? free[0]!;
};
