import { Button, Group, Paper, Progress, Text } from '@mantine/core';
import { shortened } from '../../data/logs/names';
import { useLanguage } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { useModels } from '../../store/models';
import { Dismissible, RoomMessages } from '../study';

/** How far a log is read, that it was read again, and which files were refused. */
export function Messages() {
  const { t } = useTranslation('models');
  const language = useLanguage();
  const { reading, problems, readAgain } = useModels();
  const { dismiss } = useModels.getState();
  return (
    <RoomMessages>
      {reading && (
        <Paper withBorder p={6}>
          <Group gap={8}>
            <Text size="xs">{t('reading', { name: shortened(reading.name) })}</Text>
            <Progress
              w={200}
              value={100 * reading.share}
              aria-label={t('reading', { name: shortened(reading.name) })}
            />
            <Button size="compact-xs" variant="default" onClick={reading.stop}>
              {t('stop')}
            </Button>
          </Group>
        </Paper>
      )}
      {readAgain && (
        <Dismissible color="yellow" onDismiss={dismiss}>
          <Text size="sm">{t('readAgain', { ...readAgain, name: shortened(readAgain.name) })}</Text>
        </Dismissible>
      )}
      {problems.length > 0 && (
        <Dismissible color="red" onDismiss={dismiss}>
          {problems.map((problem) => (
            <Text key={problem.message} size="sm">
              {problem.in(language)}
            </Text>
          ))}
        </Dismissible>
      )}
    </RoomMessages>
  );
}
