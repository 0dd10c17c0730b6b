import { NativeSelect, Slider } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { formatNumber } from '../../../charts';

/** The controls of a figure, in a row that wraps. */
export function Controls({ children }: { readonly children: ReactNode }) {
  return <div className="figure-controls">{children}</div>;
}

interface FigureSliderProps {
  readonly label: string;
  readonly value: number;
  readonly range: readonly [number, number];
  readonly step: number;
  /** Marked places, e.g. a critical value. */
  readonly marks?: readonly { readonly value: number; readonly label: string }[];
  readonly shown?: (value: number) => string;
  readonly onChange: (value: number) => void;
}

/** A slider with its name and value. */
export function FigureSlider({
  label,
  value,
  range: [least, most],
  step,
  marks = [],
  shown = formatNumber,
  onChange,
}: FigureSliderProps) {
  const id = useId();
  return (
    <div className="figure-slider">
      <span id={id}>
        {label} <b>{shown(value)}</b>
      </span>
      <Slider
        size="sm"
        aria-labelledby={id}
        value={value}
        min={least}
        max={most}
        step={step}
        label={null}
        marks={[...marks]}
        // Rounded: 0.1 + 0.2 is no number for a label.
        onChange={(next) => onChange(Number(next.toPrecision(8)))}
        thumbProps={{ 'aria-labelledby': id, 'aria-valuetext': shown(value) }}
      />
    </div>
  );
}

interface FigureChoiceProps<Option extends string> {
  readonly label: string;
  readonly value: Option;
  readonly options: readonly { readonly value: Option; readonly label: string }[];
  readonly onChange: (value: Option) => void;
}

/** One of several options. */
export function FigureChoice<Option extends string>({
  label,
  value,
  options,
  onChange,
}: FigureChoiceProps<Option>) {
  return (
    <NativeSelect
      className="figure-choice"
      label={label}
      size="sm"
      data={[...options]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as Option)}
    />
  );
}
