import { Alert } from '@mantine/core';
import { useLanguage } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { useLab } from '../../store/lab';

/** Explains rejected inputs, in one sentence each; the current content stays on the screen. */
export function Refusals() {
  const { t } = useTranslation('app');
  const language = useLanguage();
  const problems = useLab((lab) => lab.problems);
  const dismiss = useLab((lab) => lab.dismiss);
  const refused = (['link', 'file', 'stored'] as const).filter((field) => problems[field]);
  if (refused.length === 0) return null;
  return (
    <div className="refusals">
      {refused.map((field) => (
        <Alert
          key={field}
          color="red"
          p={6}
          withCloseButton
          closeButtonLabel={t('dismiss')}
          onClose={() => dismiss(field)}
          role="alert"
        >
          {problems[field]!.in(language)}
        </Alert>
      ))}
    </div>
  );
}
