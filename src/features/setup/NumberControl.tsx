import { Group, Slider } from '@mantine/core';
import type { FieldMeta } from '../../base/entry';
import { NumberField } from '../typedField';
import { useField } from './editing';

interface NumberControlProps {
  readonly path: string;
  readonly label: string;
  readonly value: number;
  readonly integer: boolean;
  readonly min: number;
  readonly max: number;
  readonly meta: FieldMeta;
  readonly onChange: (value: number) => void;
}

/** Positions of a logarithmic slider. */
const notches = 200;

/** Rounds to two significant digits, so that a logarithmic slider gives simple numbers. */
const readable = (value: number): number => Number(value.toPrecision(2));

/** A number set by typing, or by a slider if its range is known. A typed number may exceed the slider's range. */
export function NumberControl({ path, label, value, integer, min, max, meta, onChange }: NumberControlProps) {
  const { id } = useField(path);
  const range =
    meta.sliderRange ??
    (Number.isFinite(min) && Number.isFinite(max) && max <= 1000 ? [min, max] : undefined);
  const input = (
    <NumberField id={id} name={label} width={range ? 86 : '100%'} value={value} onChange={onChange} />
  );
  if (!range) return input;
  const [low, high] = range as [number, number];
  const log = meta.scale === 'log';
  const toPosition = (x: number) =>
    log ? (notches * Math.log(Math.max(x, low) / low)) / Math.log(high / low) : x;
  const fromPosition = (p: number) => {
    const raw = log ? low * (high / low) ** (p / notches) : p;
    return integer ? Math.round(raw) : log ? readable(raw) : Number(raw.toFixed(6));
  };
  const step = log ? 1 : (meta.step ?? (integer ? 1 : (high - low) / 100));
  return (
    <Group gap="xs" wrap="nowrap">
      <Slider
        style={{ flex: 1 }}
        size="sm"
        aria-label={label}
        min={log ? 0 : low}
        max={log ? notches : high}
        step={step}
        value={toPosition(value)}
        label={(p) => String(fromPosition(p))}
        onChange={(p) => {
          const next = fromPosition(p);
          if (next !== value) onChange(next);
        }}
        thumbLabel={label}
      />
      {input}
    </Group>
  );
}
