import { Alert, Text } from '@mantine/core';
import { shortened } from '../../data/logs/names';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import type { ModelRun } from '../../store/models';

/** What the log says of the run, and what its reader tells about the file. */
export function RunFacts({ run }: { readonly run: ModelRun }) {
  const { t } = useTranslation('models');
  const text = useText();
  const { header, steps, notices, skipped, ranks } = run.summary;
  const facts = [
    t('facts.modules', { count: header.modules.length }),
    ...(steps.length > 0
      ? [t('facts.steps', { count: steps.length, first: steps[0], last: steps.at(-1) })]
      : []),
    ...(header.optimizer.length > 0 ? [header.optimizer.join(', ')] : []),
    ...(header.torch ? [`PyTorch ${header.torch}`] : []),
    ...(header.device ? [header.device] : []),
    ...(ranks.length > 0
      ? [t('facts.merged', { ranks: ranks.length, world: header.world })]
      : header.world > 1
        ? [t('facts.rank', { rank: header.rank, world: header.world })]
        : []),
    ...(skipped.length > 0 ? [t('facts.skipped', { count: skipped.length })] : []),
  ];
  return (
    <>
      <Text size="xs" c="dimmed" data-testid="model-facts">
        {facts.map((fact) => shortened(fact, 120)).join(' · ')}
      </Text>
      {notices.length > 0 && (
        <Alert color="gray" p={6} role="status" data-testid="model-notices">
          {notices.map((notice) => (
            <Text key={notice.en} size="xs">
              {shortened(text(notice), 400)}
            </Text>
          ))}
        </Alert>
      )}
    </>
  );
}
