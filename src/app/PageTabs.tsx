import { SegmentedControl } from '../charts/SegmentedControl';
import { useTranslation } from '../locales/useTranslation';
import { useLab } from '../store/lab';
import { pages } from '../store/state';

/** One tab for each page. */
export function PageTabs() {
  const { t } = useTranslation('app');
  const page = useLab((lab) => lab.page);
  const go = useLab((lab) => lab.go);
  return (
    <SegmentedControl
      aria-label={t('pages.label')}
      value={page}
      onChange={go}
      data={pages.map((value) => ({ value, label: t(`pages.${value}`) }))}
    />
  );
}
