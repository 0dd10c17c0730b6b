import { useTranslation } from '../../locales/useTranslation';
import { KeyMark } from '../KeyMark';
import { categoryColor, categoryCount } from '../palette';

interface PlaneLegendProps {
  readonly classNames: readonly string[];
  /** The meaning of the triangles. */
  readonly extra: string | undefined;
  /** The model that the hatched places differ from. */
  readonly against: string | undefined;
}

const grey = 'var(--mantine-color-dimmed)';

/** Explains the colours and marks of a plane. */
export function PlaneLegend({ classNames, extra, against }: PlaneLegendProps) {
  const { t } = useTranslation('charts');
  return (
    <div style={{ display: 'flex', gap: '2px 14px', justifyContent: 'center', flexWrap: 'wrap' }}>
      {classNames.slice(0, categoryCount).map((name, k) => (
        <KeyMark key={name} label={name}>
          <rect x="1" y="2" width="9" height="9" fill={categoryColor(k)} />
        </KeyMark>
      ))}
      <KeyMark label={t('train')}>
        <circle cx="6" cy="6" r="4" fill={grey} />
      </KeyMark>
      <KeyMark label={t('test')}>
        <circle cx="6" cy="6" r="3.5" fill="none" stroke={grey} strokeWidth="1.5" />
      </KeyMark>
      {extra && (
        <KeyMark label={extra}>
          <path d="M6,1l5,9h-10z" fill={grey} />
        </KeyMark>
      )}
      {against && (
        <KeyMark label={t('differsFrom', { name: against })}>
          <path d="M0,6L6,0M0,12L12,0M6,12L12,6" stroke={grey} strokeWidth="1.5" />
        </KeyMark>
      )}
    </div>
  );
}
