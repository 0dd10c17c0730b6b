import { Group, UnstyledButton } from '@mantine/core';
import { markerPaths } from './markers';
import type { Marker } from './types';

interface LegendProps {
  readonly entries: readonly {
    readonly id: string;
    readonly label: string;
    readonly color: string;
    /** By default a line. */
    readonly marker?: Marker | undefined;
  }[];
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}

/** Names that are shown whole; more of them scroll. */
const most = 13;

/** The names of the series; each hides or shows its own. */
export function Legend({ entries, hidden, onToggle }: LegendProps) {
  return (
    <Group
      gap="2px 10px"
      justify="center"
      mah={entries.length > most ? 62 : undefined}
      style={{ overflowY: 'auto' }}
    >
      {entries.map(({ id, label, color, marker }) => (
        <UnstyledButton
          key={id}
          aria-pressed={!hidden.has(id)}
          onClick={() => onToggle(id)}
          style={{
            fontSize: 12,
            opacity: hidden.has(id) ? 0.4 : 1,
            display: 'flex',
            alignItems: 'center',
            gap: 4,
          }}
        >
          {marker ? (
            <svg width="12" height="12" viewBox="-1.5 -1.5 3 3" aria-hidden>
              <path d={markerPaths[marker]} fill={color} />
            </svg>
          ) : (
            <span aria-hidden style={{ width: 12, height: 3, background: color, display: 'inline-block' }} />
          )}
          {label}
        </UnstyledButton>
      ))}
    </Group>
  );
}

/** A set with one member put in or taken out. */
export function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
