import { NativeSelect } from '@mantine/core';
import { useTranslation } from '../../../locales/useTranslation';
import { usePicked } from './reports';
import { useSeriesStyles } from './seriesStyles';
import { useView } from './view';

/** Picks the method that every view shows. */
export function MethodPicker() {
  const { t } = useTranslation('transferViews');
  const looks = useSeriesStyles();
  const picked = usePicked();
  const choose = useView((view) => view.choose);
  return (
    <NativeSelect
      size="xs"
      label={t('method')}
      value={String(picked)}
      data={looks.map(({ label }, i) => ({ value: String(i), label }))}
      onChange={(event) => choose({ method: Number(event.currentTarget.value), point: undefined })}
      maw="100%"
    />
  );
}
