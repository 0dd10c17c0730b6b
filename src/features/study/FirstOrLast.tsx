import { SegmentedControl } from '../../charts/SegmentedControl';
import { useTranslation } from '../../locales/useTranslation';

type Step = 'first' | 'last';

interface FirstOrLastProps {
  readonly value: Step;
  readonly onChange: (value: Step) => void;
}

/** Chooses whether the values by layer are those of the first or of the last step. */
export function FirstOrLast({ value, onChange }: FirstOrLastProps) {
  const { t } = useTranslation('study');
  return (
    <SegmentedControl
      aria-label={t('when')}
      value={value}
      onChange={onChange}
      data={[
        { value: 'first', label: t('atFirst') },
        { value: 'last', label: t('atLast') },
      ]}
    />
  );
}
