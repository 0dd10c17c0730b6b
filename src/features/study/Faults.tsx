import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../locales/useText';
import type { StudyParts } from '../../store/study';

type FaultsProps = Pick<
  StudyParts<unknown, unknown, unknown, unknown>,
  'problems' | 'problem' | 'fault' | 'tooLargeToKeep' | 'dismiss' | 'discardDraft'
> & {
  /** Whether the controls show another than what is on screen. */
  readonly apart: boolean;
};

/** What could not be opened, built, trained or kept, in one sentence each; what is on screen stays. */
export function Faults({
  problems,
  problem,
  fault,
  tooLargeToKeep,
  apart,
  dismiss,
  discardDraft,
}: FaultsProps) {
  const { t } = useTranslation('study');
  const language = useLanguage();
  const look = { color: 'red', p: 6, role: 'alert', withCloseButton: true, closeButtonLabel: t('dismiss') };
  return (
    <>
      {(['file', 'link', 'kept'] as const).map(
        (field) =>
          problems[field] && (
            <Alert key={field} {...look} onClose={() => dismiss(field)}>
              {problems[field].in(language)}
            </Alert>
          ),
      )}
      {(problem || fault) && (
        <Alert {...look} onClose={() => dismiss()}>
          <Group gap={8}>
            <span>{problem ? problem.in(language) : t('fault', { message: fault })}</span>
            {apart && (
              <>
                <span>{t('apart')}</span>
                <Button size="compact-xs" variant="default" onClick={discardDraft}>
                  {t('discardDraft')}
                </Button>
              </>
            )}
          </Group>
        </Alert>
      )}
      {tooLargeToKeep && (
        <Text size="xs" c="orange" role="status" data-testid="too-large-to-keep">
          {t('tooLargeToKeep')}
        </Text>
      )}
    </>
  );
}
