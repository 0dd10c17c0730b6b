import { Button, Menu, Text } from '@mantine/core';
import type { Text as Words } from '../../base/entry';
import { betweenSentences, useText } from '../../locales/useText';
import { Formula } from '../setup';

interface AddMenuProps<Kind extends string> {
  readonly label: string;
  /** Why no more can be added; undefined if more can be added. */
  readonly full: string | undefined;
  readonly groups: readonly {
    readonly title?: string;
    readonly entries: readonly (readonly [Kind, AddableEntry])[];
  }[];
  readonly onAdd: (kind: Kind) => void;
}

/** A registry's entry as its menu shows it. */
interface AddableEntry {
  readonly title: Words;
  readonly summary: Words;
  /** A remark after the summary, e.g. a requirement. */
  readonly note?: string | undefined;
  readonly formula?: string | undefined;
  readonly source?: string | undefined;
}

/** Adds one of a registry's kinds. A description is below each name. */
export function AddMenu<Kind extends string>({ label, full, groups, onAdd }: AddMenuProps<Kind>) {
  const text = useText();
  return (
    <Menu position="bottom-start" width={440} withinPortal>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="light"
          style={{ alignSelf: 'flex-start' }}
          disabled={full !== undefined}
          title={full}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" maw="96vw" style={{ overflowY: 'auto' }}>
        {groups.map(({ title, entries }, i) => (
          <div key={title ?? i}>
            {title && <Menu.Label>{title}</Menu.Label>}
            {entries.map(([kind, { title, summary, note, formula, source }]) => (
              <Menu.Item key={kind} onClick={() => onAdd(kind)}>
                <Text size="sm" fw={500}>
                  {text(title)}
                </Text>
                <Text size="xs" c="dimmed">
                  {[text(summary), note, source].filter(Boolean).join(text(betweenSentences))}
                </Text>
                {formula && <Formula tex={formula} />}
              </Menu.Item>
            ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
