import { Text } from '@mantine/core';
import { useState } from 'react';
import { Problem } from '../../../base/problem';
import { useLanguage } from '../../../locales/useText';
import { NumberControl } from '../../setup';
import { Term } from '../../study';

interface ValueSliderProps {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly value: number;
  /** The range of the slider, and the range for typing. */
  readonly range: readonly [number, number];
  readonly allowed: readonly [number, number];
  readonly scale?: 'linear' | 'log';
  readonly onChange: (value: number) => void;
}

/** A number set by a slider or by typing. The view redraws at once. */
export function ValueSlider({
  id,
  label,
  help,
  value,
  range,
  allowed,
  scale = 'linear',
  onChange,
}: ValueSliderProps) {
  const language = useLanguage();
  const [refused, setRefused] = useState<Problem>();
  const [least, most] = allowed;
  const take = (found: number) => {
    const small = found < least;
    if (small || found > most) {
      const [code, allowed] = small ? (['tooSmall', least] as const) : (['tooLarge', most] as const);
      return setRefused(new Problem(code, { field: label, found, allowed }));
    }
    setRefused(undefined);
    onChange(found);
  };
  const meta = { label: { en: label, 'zh-CN': label }, help: { en: help, 'zh-CN': help } };
  return (
    <div style={{ flex: '1 1 260px', maxWidth: 420, minWidth: 0 }}>
      <Text size="xs" fw={500} component="label" htmlFor={id}>
        <Term name={label} meaning={help} />
      </Text>
      <NumberControl
        path={id}
        label={label}
        value={value}
        integer={false}
        min={least}
        max={most}
        meta={{ ...meta, scale, sliderRange: range, step: 0.1 }}
        onChange={take}
      />
      {refused && (
        <Text size="xs" c="red" role="alert">
          {refused.in(language)}
        </Text>
      )}
    </div>
  );
}
