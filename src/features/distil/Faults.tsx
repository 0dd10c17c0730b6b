import { Alert, Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../locales/useText';
import { useDistil } from '../../store/distil';

/** What was refused or went wrong, in one sentence each; the race on screen stays. */
export function Faults() {
  const { t } = useTranslation('distil');
  const language = useLanguage();
  const problems = useDistil((distil) => distil.problems);
  const problem = useDistil((distil) => distil.problem);
  const fault = useDistil((distil) => distil.fault);
  const apart = useDistil((distil) => distil.draft !== distil.spec);
  const { dismiss, giveUp } = useDistil.getState();
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
                <Button size="compact-xs" variant="default" onClick={giveUp}>
                  {t('giveUp')}
                </Button>
              </>
            )}
          </Group>
        </Alert>
      )}
    </>
  );
}
