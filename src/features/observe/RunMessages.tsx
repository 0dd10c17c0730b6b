import { Alert, Text } from '@mantine/core';
import { Suspense } from 'react';
import { lazyPart } from '../../locales/lazyPart';
import { useLanguage } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { useLab } from '../../store/lab';

/** It needs the diagnosis, which is not part of the first view. */
const Diverged = lazyPart(() => import('./Diverged'));

/**
 * Messages of the run: that it diverged and how to continue, what was recovered, and what was refused. They overlay the bottom of
 * the view and do not move the layout. That a run stopped as it was set stands beside its step.
 */
export function RunMessages() {
  const { t } = useTranslation('observe');
  const language = useLanguage();
  const status = useLab((lab) => lab.status);
  const reason = useLab((lab) => lab.reason);
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
        <Alert
          color="yellow"
          p="xs"
          withCloseButton
          closeButtonLabel={t('app:dismiss')}
          onClose={dismissNotice}
        >
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
      {status === 'stopped' && reason === 'diverged' && (
        <Suspense>
          <Diverged />
        </Suspense>
      )}
    </div>
  );
}
