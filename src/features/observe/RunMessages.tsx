import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../locales/useText';
import { useLab } from '../../store/lab';

/**
 * Messages of the run: why it stopped and how to continue, what was recovered, and what was refused. They overlay the bottom of
 * the view and do not move the layout.
 */
export function RunMessages() {
  const { t } = useTranslation('observe');
  const language = useLanguage();
  const status = useLab((lab) => lab.status);
  const reason = useLab((lab) => lab.reason);
  const step = useLab((lab) => lab.step);
  const notice = useLab((lab) => lab.notice);
  const dismissNotice = useLab((lab) => lab.dismissNotice);
  const problem = useLab((lab) => lab.problems.run);
  const notKept = useLab((lab) => lab.notKept);
  const tooLargeToStore = useLab((lab) => lab.tooLargeToStore);
  return (
    <div className="run-messages">
      {problem && (
        <Alert color="red" p="xs">
          {problem.in(language)}
        </Alert>
      )}
      {notice && (
        <Alert color="yellow" p="xs" withCloseButton closeButtonLabel={t('dismiss')} onClose={dismissNotice}>
          {notice.kind === 'resumed'
            ? t('resumed', { step: notice.step, message: notice.message })
            : t(status === 'failed' ? 'gaveUp' : 'restarted', { message: notice.message })}
        </Alert>
      )}
      {notKept && (
        <Text size="xs" c="orange" role="status" data-testid="not-kept">
          {t(`notKept.${notKept}`)}
        </Text>
      )}
      {tooLargeToStore && (
        <Text size="xs" c="orange" role="status" data-testid="too-large-to-store">
          {t('notKept.tooLarge')}
        </Text>
      )}
      {status === 'stopped' && reason === 'diverged' && <Diverged />}
      {status === 'stopped' && reason !== undefined && reason !== 'paused' && reason !== 'diverged' && (
        <Text size="xs" c="dimmed" role="status">
          {t(`stopped.${reason}`, { step })}
        </Text>
      )}
    </div>
  );
}

/** The place where numbers stopped being finite, with two remedies that restart the run. */
function Diverged() {
  const { t } = useTranslation('observe');
  const divergence = useLab((lab) => lab.divergence);
  const learningRate = useLab((lab) => lab.spec.training.optimizer.learningRate);
  const { edit, reset, play } = useLab.getState();
  const remedy = (path: string, value: number) => {
    edit(path, value);
    reset();
    play();
  };
  if (!divergence) return null;
  const lower = Number((learningRate / 10).toPrecision(2));
  return (
    <Alert color="red" p="xs" title={t('divergedTitle')}>
      <Text size="sm">
        {divergence.quantity === 'loss'
          ? t('divergedLoss', { step: divergence.step })
          : t('diverged', { ...divergence, quantity: t(`divergedQuantities.${divergence.quantity}`) })}
      </Text>
      <Group gap="xs" mt={6}>
        <Button size="compact-xs" onClick={() => remedy('training.optimizer.learningRate', lower)}>
          {t('lowerRate', { rate: lower })}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => remedy('training.clipNorm', 1)}>
          {t('clip')}
        </Button>
      </Group>
    </Alert>
  );
}
