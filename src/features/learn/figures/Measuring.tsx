import { useTranslation } from '../../../locales/useTranslation';

/** The room of a picture whose numbers are still being measured, or why there are none. */
export function Measuring({
  fault,
  height,
}: {
  readonly fault: string | undefined;
  readonly height: number;
}) {
  const { t } = useTranslation('learn');
  return (
    <p className="figure-result" role={fault ? 'alert' : 'status'} style={{ minHeight: height }}>
      {fault ?? t('measuring')}
    </p>
  );
}
