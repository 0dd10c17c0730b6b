import { Button, Menu, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type MethodName, methods } from '../../engine/distillation/methods';
import type { Method } from '../../engine/distillation/methods/method';
import { useText } from '../../locales/useText';
import { maxStudents, studentsOf } from '../../schema/distillation';
import { useDistillation } from '../../store/distillation';

const roles = ['control', 'method'] as const;

/** Adds a student of any method; what each is stands beneath its name. */
export function AddStudent() {
  const { t } = useTranslation('distillation');
  const text = useText();
  const count = useDistillation((distil) => studentsOf(distil.draft).length);
  const { add } = useDistillation.getState();
  return (
    <Menu position="bottom-start" width={420} withinPortal>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="light"
          disabled={count >= maxStudents}
          title={count >= maxStudents ? t('most', { count: maxStudents }) : undefined}
        >
          {t('add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" maw="96vw" style={{ overflowY: 'auto' }}>
        {roles.map((role) => (
          <div key={role}>
            <Menu.Label>{t(`roles.${role}`)}</Menu.Label>
            {Object.entries<Method>(methods)
              .filter(([, method]) => method.role === role)
              .map(([kind, { title, summary, source }]) => (
                <Menu.Item key={kind} onClick={() => add(kind as MethodName)}>
                  <Text size="sm" fw={500}>
                    {text(title)}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {text(summary)}
                    {source && ` ${source}`}
                  </Text>
                </Menu.Item>
              ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
