import { ActionIcon, Group, NativeSelect, Text } from '@mantine/core';
import {
  IconDice5,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipForward,
  IconRotate,
} from '@tabler/icons-react';
import { type ComponentType, useEffect } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import './embed.css';
import { useLanguage, useText } from '../../locales/useText';
import { type Field, fieldsOf, limitsOf, type NumberRange, valueAt } from '../../schema/fields';
import { toFragment } from '../../schema/link';
import { withContent } from '../../schema/ownContent';
import { titleOf } from '../../schema/runTitle';
import { useLab } from '../../store/lab';
import { NumberField } from '../typedField';
import { EmbeddedChart } from './EmbeddedChart';
import { tellRun } from './hostMessages';
import { type EmbedOptions, type RunControl, runControls } from './options';

/** An experiment in another page: its name, the controls that the address lists, one chart, and a way to the whole lab. */
export function EmbeddedExperiment({ controls, chart }: EmbedOptions) {
  const { t } = useTranslation('embed');
  const text = useText();
  const language = useLanguage();
  const spec = useLab((lab) => lab.spec);
  const problems = useLab((lab) => lab.problems);
  useEffect(tellRun, []);
  const fields = fieldsOf(spec).filter(({ path }) => controls.includes(path));
  const refused = Object.values(problems);
  return (
    <>
      <Group gap={8} justify="space-between" wrap="nowrap">
        <h1>{titleOf(spec, text)}</h1>
        <a
          href={`${location.pathname}${toFragmentOrNothing()}`}
          target="_blank"
          rel="noopener"
          onClick={(event) => {
            event.currentTarget.href = `${location.pathname}${toFragmentOrNothing()}`;
          }}
        >
          {t('openWhole')}
        </a>
      </Group>
      <Group gap={6} align="flex-start" className="embed-controls">
        {runControls
          .filter((name) => controls.includes(name))
          .map((name) => (
            <RunButton key={name} name={name} />
          ))}
        {fields.map((field) => (
          <Setting key={field.path} field={field} />
        ))}
      </Group>
      {refused.map((problem) => (
        <p key={problem.message} role="alert">
          {problem.in(language)}
        </p>
      ))}
      <EmbeddedChart chart={chart} />
    </>
  );
}

/** The open experiment as a fragment; one that is too large for a link opens the lab alone. */
function toFragmentOrNothing(): string {
  try {
    return toFragment(withContent(useLab.getState().spec));
  } catch {
    return '';
  }
}

const icons: Readonly<Record<RunControl, ComponentType<{ readonly size: number }>>> = {
  play: IconPlayerPlayFilled,
  step: IconPlayerSkipForward,
  reset: IconRotate,
  seed: IconDice5,
};

function RunButton({ name }: { readonly name: RunControl }) {
  const { t } = useTranslation('embed');
  const playing = useLab((lab) => lab.status === 'playing');
  const ready = useLab((lab) => lab.status !== 'loading');
  const { toggle, stepOnce, reset, newSeed } = useLab.getState();
  const act = { play: toggle, step: stepOnce, reset, seed: newSeed }[name];
  const pausing = name === 'play' && playing;
  const Icon = pausing ? IconPlayerPauseFilled : icons[name];
  const label = t(pausing ? 'pause' : name);
  return (
    <ActionIcon
      size={28}
      variant={name === 'play' ? 'filled' : 'default'}
      aria-label={label}
      title={label}
      disabled={!ready && name !== 'reset'}
      onClick={act}
    >
      <Icon size={16} />
    </ActionIcon>
  );
}

/** A setting as a short control. */
function Setting({ field: { path, label, range } }: { readonly field: Field }) {
  const text = useText();
  const value = useLab((lab) => valueAt(lab.spec, path));
  const edit = useLab((lab) => lab.edit);
  if (range.kind === 'choice') {
    return (
      <NativeSelect
        size="xs"
        aria-label={text(label)}
        title={text(label)}
        value={String(value)}
        data={range.options.map((option) => ({ value: String(option.value), label: text(option.label) }))}
        onChange={(event) => {
          const chosen = range.options.find((option) => String(option.value) === event.currentTarget.value);
          if (chosen) edit(path, chosen.value);
        }}
      />
    );
  }
  return (
    <Group gap={4} wrap="nowrap" align="flex-start">
      <Text size="xs" lh="30px" component="label" htmlFor={path}>
        {text(label)}
      </Text>
      <NumberField
        id={path}
        width={96}
        name={text(label)}
        {...limitsOf(range)}
        step={stepOf(range)}
        value={typeof value === 'number' ? value : undefined}
        onChange={(next) => edit(path, next)}
      />
    </Group>
  );
}

/** A hundredth of a slider's way, or one; magnitudes are typed. */
function stepOf({ integer, scale, sliderRange: [low, high] }: NumberRange): number | undefined {
  if (integer) return 1;
  return scale === 'linear' ? (high - low) / 100 : undefined;
}
