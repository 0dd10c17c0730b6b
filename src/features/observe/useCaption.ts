import { useCallback } from 'react';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { describe } from '../../schema/describe';
import { colon, comma } from '../../schema/names';
import { titleOf } from '../../schema/runTitle';
import { useLab } from '../../store/lab';

/** Returns a function that names a chart's experiment and step. */
export function useCaption(): () => string {
  const { t } = useTranslation('observe');
  const text = useText();
  return useCallback(() => {
    const { spec, step } = useLab.getState();
    return `${titleOf(spec, text)}${text(colon)}${describe(spec, text)}${text(comma)}${t('atStep', { step })}`;
  }, [t, text]);
}
