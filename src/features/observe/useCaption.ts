import { useTranslation } from 'react-i18next';
import { describe } from '../../spec/describe';
import { useLab } from '../../store/lab';

/** What experiment a chart shows, at which step. */
export function useCaption(): string {
  const { t } = useTranslation('observe');
  const spec = useLab((lab) => lab.spec);
  const step = useLab((lab) => lab.step);
  return `${spec.name}: ${describe(spec)}, ${t('atStep', { step })}`;
}
