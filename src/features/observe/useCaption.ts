import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { describe } from '../../schema/describe';
import { useLab } from '../../store/lab';

/** Tells, when asked, what experiment a chart shows and at which step. */
export function useCaption(): () => string {
  const { t } = useTranslation('observe');
  return useCallback(() => {
    const { spec, step } = useLab.getState();
    return `${spec.name}: ${describe(spec)}, ${t('atStep', { step })}`;
  }, [t]);
}
