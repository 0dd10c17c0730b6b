import { Stack } from '@mantine/core';
import type { z } from 'zod';
import { type Entry, fieldMeta } from '../../base/entry';
import { useText } from '../../locales/useText';
import { Control } from './Control';
import { useField } from './editing';
import { FieldControl } from './FieldControl';
import type { Pictured } from './gallery/Thumbnail';
import { KindSelect } from './KindSelect';

interface KindControlsProps {
  /** Path of the object with the `kind`, e.g. `training.optimizer`. */
  readonly path: string;
  readonly label: string;
  readonly help: string;
  readonly registry: Readonly<Record<string, Entry>>;
  /** Kinds that can only come from a file. They are shown while they are in use. */
  readonly fileKinds?: readonly string[];
  readonly shared?: Readonly<Record<string, z.ZodType>>;
  /** The registry, if its kinds can also be chosen by thumbnails. */
  readonly pictured?: Pictured;
}

/** Chooses one of a registry's kinds, and edits the fields of that kind. */
export function KindControls({
  path,
  label,
  help,
  registry,
  fileKinds = [],
  shared = {},
  pictured,
}: KindControlsProps) {
  const text = useText();
  const { id, value, edit } = useField(`${path}.kind`);
  const kind = String(value);
  const entry = registry[kind];
  const options = Object.entries(registry)
    .filter(([name]) => name === kind || !fileKinds.includes(name))
    .map(([name, { title }]) => ({ value: name, label: text(title) }));
  const fields = { ...entry?.params, ...shared } as Record<string, z.ZodType>;
  return (
    <Stack gap={8}>
      <Control
        path={`${path}.kind`}
        label={label}
        help={entry ? `${help} ${text(entry.summary)}` : help}
        formula={entry?.formula}
        source={entry?.source}
      >
        <KindSelect
          id={id}
          label={label}
          options={options}
          value={kind}
          onChange={edit}
          pictured={pictured && { of: pictured, registry }}
        />
      </Control>
      {Object.entries(fields)
        .filter(([, schema]) => fieldMeta.has(schema))
        .map(([name, schema]) => (
          <FieldControl key={`${kind}.${name}`} path={`${path}.${name}`} schema={schema} />
        ))}
    </Stack>
  );
}
