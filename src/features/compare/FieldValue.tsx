import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useText } from '../../locales/useText';
import type { Field } from '../../schema/fields';

interface FieldSelectProps {
  readonly label: string;
  readonly fields: readonly Field[];
  readonly value: string;
  readonly onChange: (path: string) => void;
}

/** Chooses one of an experiment's fields. */
export function FieldSelect({ label, fields, value, onChange }: FieldSelectProps) {
  const text = useText();
  return (
    <NativeSelect
      size="xs"
      label={label}
      data={fields.map((field) => ({ value: field.path, label: text(field.label) }))}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface FieldValueProps {
  readonly field: Field;
  /** The value as the user typed or chose it. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Input for a field's value: a list if the field has choices, else a text field for a number. */
export function FieldValue({ field, value, onChange }: FieldValueProps) {
  const { t } = useTranslation('compare');
  const text = useText();
  const { range } = field;
  if (range.kind === 'choice') {
    return (
      <NativeSelect
        size="xs"
        label={t('value')}
        data={range.options.map((option) => ({ value: String(option.value), label: text(option.label) }))}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      size="xs"
      w={110}
      label={t('value')}
      inputMode="decimal"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The input for the schema. Text that is not a number remains text, and the schema refuses it. */
export function readValue({ range }: Field, typed: string): unknown {
  if (range.kind === 'choice')
    return range.options.find(({ value }) => String(value) === typed)?.value ?? typed;
  const number = Number(typed);
  return typed.trim() === '' || Number.isNaN(number) ? typed : number;
}
