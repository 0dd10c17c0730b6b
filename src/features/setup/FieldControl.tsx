import { Chip, Group, Switch, Text } from '@mantine/core';
import { z } from 'zod';
import type { Entry, FieldMeta } from '../../base/entry';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { unwrap } from '../../schema/fields';
import { Control } from './Control';
import { useField } from './editing';
import type { Pictured } from './gallery/Thumbnail';
import { KindSelect } from './KindSelect';
import { NumberControl } from './NumberControl';
import { TextControl } from './TextControl';

interface FieldControlProps {
  readonly path: string;
  readonly schema: z.ZodType;
  /** The registry that an enum's values are keys of. */
  readonly registry?: Readonly<Record<string, Entry>>;
  /** The displayed value of a field that the spec omits. */
  readonly fallback?: unknown;
  /** The registry whose kinds can also be chosen by thumbnails. */
  readonly pictured?: Pictured;
}

/** The control of one field, made from its schema. A registry's new field thus appears without a change here. */
export function FieldControl({ path, schema, registry, fallback, pictured }: FieldControlProps) {
  const text = useText();
  const { t } = useTranslation('setup');
  const { id, value: written, edit } = useField(path);
  const value = written ?? fallback;
  const { inner, nullable, meta } = unwrap(schema);
  if (!meta) return null;
  const label = text(meta.label);
  const chosen = registry?.[String(value)];
  const help = chosen ? `${text(meta.help)} ${text(chosen.summary)}` : text(meta.help);
  const frame = { path, label, help, formula: chosen?.formula || meta.formula, source: chosen?.source };

  if (inner instanceof z.ZodBoolean) {
    return (
      <Control {...frame}>
        <Switch
          id={id}
          size="xs"
          checked={value === true}
          onChange={(event) => edit(event.currentTarget.checked)}
        />
      </Control>
    );
  }
  if (inner instanceof z.ZodEnum) {
    const titleOf = (option: string) => {
      const title = registry?.[option]?.title ?? meta.options?.[option];
      return title ? text(title) : option === 'none' ? t('none') : option;
    };
    const options = inner.options.map((option) => ({
      value: String(option),
      label: titleOf(String(option)),
    }));
    return (
      <Control {...frame}>
        <KindSelect
          id={id}
          label={label}
          options={options}
          value={String(value)}
          onChange={edit}
          pictured={pictured && registry && { of: pictured, registry }}
        />
      </Control>
    );
  }
  if (inner instanceof z.ZodArray && inner.element instanceof z.ZodEnum) {
    const options = inner.element.options.map(String);
    return (
      <Control {...frame} group>
        <Chip.Group
          multiple
          value={value as string[]}
          onChange={(list) => edit(options.filter((option) => list.includes(option)))}
        >
          <Group gap={4}>
            {options.map((option) => (
              <Chip key={option} value={option} size="xs">
                {meta.options?.[option] ? text(meta.options[option]) : option}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Control>
    );
  }
  if (inner instanceof z.ZodString) {
    return (
      <Control {...frame}>
        <TextControl path={path} value={String(value)} check={meta.check} />
      </Control>
    );
  }
  if (inner instanceof z.ZodUnion) return <BatchSize frame={frame} path={path} union={inner} meta={meta} />;
  if (!(inner instanceof z.ZodNumber)) return null;
  const bounds = {
    integer: inner.isInt,
    min: inner.minValue ?? Number.NEGATIVE_INFINITY,
    max: inner.maxValue ?? Number.POSITIVE_INFINITY,
  };
  return (
    <Control {...frame}>
      <Group gap="xs" wrap="nowrap">
        {nullable && (
          <Switch
            size="xs"
            aria-label={label}
            checked={(value ?? null) !== null}
            onChange={(event) => edit(event.currentTarget.checked ? 1 : null)}
          />
        )}
        <div style={{ flex: 1 }}>
          {(value ?? null) === null ? (
            <Text size="xs" c="dimmed">
              {meta.unset ? text(meta.unset) : '–'}
            </Text>
          ) : (
            <NumberControl
              path={path}
              label={label}
              value={Number(value)}
              meta={meta}
              {...bounds}
              onChange={(next) => edit(next)}
            />
          )}
        </div>
      </Group>
    </Control>
  );
}

/** A number, or one word instead of it. */
function BatchSize(props: {
  frame: Omit<Parameters<typeof Control>[0], 'children'>;
  path: string;
  union: z.ZodUnion;
  meta: FieldMeta;
}) {
  const { frame, path, union, meta } = props;
  const { t } = useTranslation('setup');
  const { value, edit } = useField(path);
  const number = union.options.find((option) => option instanceof z.ZodNumber) as z.ZodNumber;
  const full = value === 'full';
  return (
    <Control {...frame}>
      {!full && (
        <NumberControl
          path={path}
          label={frame.label}
          value={Number(value)}
          integer
          min={number.minValue ?? 1}
          max={number.maxValue ?? Number.POSITIVE_INFINITY}
          meta={meta}
          onChange={(next) => edit(next)}
        />
      )}
      <Switch
        size="xs"
        mt={4}
        label={t('fullBatch')}
        checked={full}
        onChange={(event) => edit(event.currentTarget.checked ? 'full' : 32)}
      />
    </Control>
  );
}
