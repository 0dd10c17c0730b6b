import { Checkbox } from '@mantine/core';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import type { AllowedSetting } from '../../schema/assignment/assignment';
import type { Field } from '../../schema/fields';
import { NumberField } from '../typedField';
import { AllowedValues } from './AllowedValues';

interface MakeSettingsProps {
  readonly fields: readonly Field[];
  readonly settings: readonly AllowedSetting[];
  readonly onChange: (settings: readonly AllowedSetting[]) => void;
}

/** Which settings the student may change, and to which values. */
export function MakeSettings({ fields, settings, onChange }: MakeSettingsProps) {
  const { t } = useTranslation('assignments');
  const text = useText();
  const set = (path: string, change: AllowedSetting | undefined) => {
    const others = settings.filter((setting) => setting.path !== path);
    onChange(change ? [...others, change] : others);
  };
  return (
    <ul className="free-settings">
      {fields.map((field) => {
        const { path, label, range } = field;
        const setting = settings.find((one) => one.path === path);
        const bound = (name: 'min' | 'max') => (
          <NumberField
            name={t(name === 'min' ? 'least' : 'most', { name: text(label) })}
            width={96}
            disabled={setting?.values !== undefined}
            placeholder={t(name === 'min' ? 'from' : 'to')}
            value={setting?.[name]}
            step={1}
            onChange={(value) => set(path, { ...setting!, [name]: value })}
            onClear={() => {
              const { [name]: _, ...rest } = setting!;
              set(path, rest);
            }}
          />
        );
        return (
          <li key={path} data-field={path}>
            <Checkbox
              size="xs"
              label={text(label)}
              checked={setting !== undefined}
              onChange={(event) => set(path, event.currentTarget.checked ? { path } : undefined)}
            />
            {setting && range.kind === 'number' && (
              <>
                {bound('min')}
                {bound('max')}
              </>
            )}
            {setting && (
              <AllowedValues
                field={field}
                values={setting.values}
                onChange={(values) => {
                  const { values: _, ...rest } = setting;
                  // A list says more than a range, which goes with it.
                  set(path, values ? { path, values } : rest);
                }}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
