import { NativeSelect } from '@mantine/core';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { type Field, limitsOf } from '../../schema/fields';
import { NumberField } from '../typedField';

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

/** A value of a field: a number, or one of its choices. */
export type FieldChoice = number | string | boolean;

interface FieldValueProps {
  readonly field: Field;
  readonly value: FieldChoice;
  readonly onChange: (value: FieldChoice) => void;
}

/** Input for a field's value: a list if the field has choices, else a number field. */
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
        value={String(value)}
        onChange={({ currentTarget: { value: chosen } }) =>
          onChange(range.options.find((option) => String(option.value) === chosen)!.value)
        }
      />
    );
  }
  return (
    <NumberField
      name={t('value')}
      width={110}
      label={t('value')}
      {...limitsOf(range)}
      value={typeof value === 'number' ? value : undefined}
      onChange={onChange}
    />
  );
}
