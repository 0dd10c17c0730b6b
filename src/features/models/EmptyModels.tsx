import { Button, Code, CopyButton, Group, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from '../../locales/useTranslation';
import { useModels } from '../../store/models';
import { sampleLog } from './sample';

/** The three lines that record a model. */
const lines = `import gradient_lab
with gradient_lab.watch(model, optimizer, out='run.jsonl', every=10) as run:
    ...  # your training loop as it stands; run.step(loss) after optimizer.step() adds the loss`;

/** What the room will show, how a log is written, and a real one to look at. */
export function EmptyModels() {
  const { t } = useTranslation('models');
  const openFiles = useModels((models) => models.openFiles);
  const reading = useModels((models) => models.reading !== undefined);
  return (
    <Paper withBorder p="lg" maw={860} mx="auto" w="100%">
      <Stack gap={10}>
        <Text>{t('empty.what')}</Text>
        <Group gap={8}>
          <Button
            size="xs"
            loading={reading}
            onClick={() => void sampleLog().then((file) => openFiles([file]))}
          >
            {t('empty.sample')}
          </Button>
          <Text size="xs" c="dimmed">
            {t('empty.sampleWhat')}
          </Text>
        </Group>
        <Text size="sm">{t('empty.how')}</Text>
        <Code block style={{ whiteSpace: 'pre-wrap' }}>
          {lines}
        </Code>
        <Group gap={8}>
          <CopyButton value={lines}>
            {({ copied, copy }) => (
              <Button size="compact-xs" variant="default" onClick={copy}>
                {t(copied ? 'empty.copied' : 'empty.copy')}
              </Button>
            )}
          </CopyButton>
          <Text size="xs" c="dimmed">
            {t('empty.hook')}
          </Text>
        </Group>
      </Stack>
    </Paper>
  );
}
