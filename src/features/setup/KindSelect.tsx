import { NativeSelect } from '@mantine/core';
import { Suspense } from 'react';
import type { Entry } from '../../base/entry';
import { lazyPart } from '../../locales/lazyPart';
import type { Pictured } from './gallery/Thumbnail';

const Gallery = lazyPart(() => import('./gallery/Gallery'));

interface KindSelectProps {
  readonly id: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onChange: (kind: string) => void;
  /** The registry, if its kinds also have thumbnails. */
  readonly pictured?:
    | { readonly of: Pictured; readonly registry: Readonly<Record<string, Entry>> }
    | undefined;
}

/** Chooses a kind from a list or by thumbnails. */
export function KindSelect({ id, label, options, value, onChange, pictured }: KindSelectProps) {
  const select = (
    <NativeSelect
      id={id}
      size="xs"
      style={{ flex: 1 }}
      data={[...options]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
  if (!pictured) return select;
  return (
    <div style={{ display: 'flex', gap: 6 }}>
      <Suspense fallback={<span className="gallery-button" />}>
        <Gallery
          {...pictured}
          label={label}
          kinds={options.map((option) => option.value)}
          value={value}
          onChange={onChange}
        />
      </Suspense>
      {select}
    </div>
  );
}
