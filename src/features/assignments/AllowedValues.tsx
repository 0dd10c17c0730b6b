import { MultiSelect } from '@mantine/core';
import { readNumbers } from '../../base/readNumber';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import type { AllowedSetting } from '../../schema/assignment/assignment';
import type { Field } from '../../schema/fields';
import { TypedField } from '../typedField';

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

/** Numbers, separated by commas or blanks; none allows every value. */
function NumberList({
  name,
  values,
  onChange,
}: { readonly name: string } & Pick<AllowedValuesProps, 'values' | 'onChange'>) {
  const { t } = useTranslation('assignments');
  return (
    <TypedField<Values>
      width={150}
      name={name}
      placeholder={t('onlyThese')}
      value={values}
      write={(list) => list?.join(', ') ?? ''}
      read={(text) => {
        const numbers = [...new Set(readNumbers(text, name))];
        return numbers.length > 0 ? numbers : undefined;
      }}
      onChange={onChange}
    />
  );
}
