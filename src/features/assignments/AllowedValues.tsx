import { MultiSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../locales/useText';
import type { AllowedSetting } from '../../schema/assignment/assignment';
import type { Field } from '../../schema/fields';
import { numbersOf } from './numbersOf';

type Values = AllowedSetting['values'];

interface AllowedValuesProps {
  readonly field: Field;
  readonly values: Values;
  /** Undefined allows every value. */
  readonly onChange: (values: Values) => void;
}

/** The values that a free setting may get: options of a choice, or numbers in a list. */
export function AllowedValues({ field, values, onChange }: AllowedValuesProps) {
  const { t } = useTranslation('assignments');
  const text = useText();
  const name = t('allowedValues', { name: text(field.label) });
  if (field.range.kind === 'number') {
    return <NumberList name={name} values={values} onChange={onChange} />;
  }
  const { options } = field.range;
  return (
    <MultiSelect
      size="xs"
      w="100%"
      aria-label={name}
      placeholder={values ? undefined : t('anyValue')}
      data={options.map(({ value, label }) => ({ value: String(value), label: text(label) }))}
      // All options at once, inside the page's landmark: a scrolled list of its own could not be reached by keyboard.
      comboboxProps={{ withinPortal: false }}
      withScrollArea={false}
      value={values?.map(String) ?? []}
      onChange={(chosen) => {
        const allowed = options.map(({ value }) => value).filter((value) => chosen.includes(String(value)));
        onChange(allowed.length > 0 ? allowed : undefined);
      }}
    />
  );
}

/** Numbers, separated by commas or blanks. A list that is no list of numbers is shown as wrong and allows every value. */
function NumberList({
  name,
  values,
  onChange,
}: { readonly name: string } & Pick<AllowedValuesProps, 'values' | 'onChange'>) {
  const { t } = useTranslation('assignments');
  const [written, setWritten] = useState(() => values?.join(', ') ?? '');
  const wrong = written.trim() !== '' && numbersOf(written) === undefined;
  return (
    <TextInput
      size="xs"
      w={150}
      aria-label={name}
      placeholder={t('onlyThese')}
      error={wrong && t('notNumbers')}
      value={written}
      onChange={({ currentTarget: { value } }) => {
        setWritten(value);
        onChange(numbersOf(value));
      }}
    />
  );
}
