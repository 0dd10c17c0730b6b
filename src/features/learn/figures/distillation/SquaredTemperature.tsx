import { type ReactNode, useMemo } from 'react';
import { Bands, categoryColor } from '../../../../charts';
import { useTranslation } from '../../../../locales/useTranslation';
import { FigureShell } from '../FigureShell';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { useJobs } from '../useJobs';
import { digitTeacher, youngStudent } from './experiments';
import { softGradients, temperatures } from './squares';

/** What the factor T² does to the gradient of the soft targets. */
export function SquaredTemperature({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell id="squared-temperature" height={310} caption={children} spec={() => youngStudent}>
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnDistillation');
  const jobs = useMemo(() => [{ answersOf: youngStudent }, { answersOf: digitTeacher }], []);
  const {
    results: [student, teacher],
    fault,
  } = useJobs(jobs);
  const found = useMemo(() => student && teacher && softGradients(student, teacher), [student, teacher]);
  if (!found) return <Measuring fault={fault} height={290} />;
  return (
    <Bands
      meta={chartMeta('squared-temperature-chart', t('squares'), t('squaresHelp'), t('squaresCaption'))}
      series={(['plain', 'squared', 'limit'] as const).map((id, k) => ({
        id,
        label: t(`gradients.${id}`),
        color: categoryColor(k),
        ...(id === 'limit' ? { dash: '4 3' } : {}),
        x: temperatures,
        values: found[id],
      }))}
      axis={{ label: t('gradientNorm'), scale: 'log' }}
      x={{ label: t('temperature'), scale: 'log' }}
      height={280}
    />
  );
}
