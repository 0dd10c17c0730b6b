import { Button, Menu, Text } from '@mantine/core';
import type { Text as Words } from '../../base/entry';
import { useText } from '../../locales/useText';

interface ReadyMenuProps {
  readonly label: string;
  readonly entries: readonly {
    readonly key: string;
    readonly title: Words;
    readonly why: Words;
    readonly open: () => void;
  }[];
}

/** The built-in studies, each with its question. */
export function ReadyMenu({ label, entries }: ReadyMenuProps) {
  const text = useText();
  return (
    <Menu position="bottom-start" width={420} withinPortal>
      <Menu.Target>
        <Button size="compact-sm" variant="light">
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="80vh" maw="96vw" style={{ overflowY: 'auto' }}>
        {entries.map(({ key, title, why, open }) => (
          <Menu.Item key={key} onClick={open}>
            <Text size="sm" fw={500}>
              {text(title)}
            </Text>
            <Text size="xs" c="dimmed">
              {text(why)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
