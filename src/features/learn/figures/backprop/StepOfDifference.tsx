import type { ReactNode } from 'react';
import { Bands, categoryColor } from '../../../../charts';
import { useTranslation } from '../../../../locales/useTranslation';
import { FigureShell } from '../FigureShell';
import { chartMeta } from '../meta';
import { differenceErrors } from './differenceErrors';
import { tinyExperiment, weights } from './network';

/** How far a finite difference is from the gradient, for every step. */
export function StepOfDifference({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell id="difference-step" height={330} caption={children} spec={() => tinyExperiment(weights)}>
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnBackprop');
  const { steps, one, two } = differenceErrors();
  return (
    <Bands
      meta={chartMeta('difference-step-chart', t('errors'), t('errorsHelp'), t('tenWeights'))}
      series={[
        { id: 'one', label: t('oneSided'), color: categoryColor(1), x: steps, values: one },
        { id: 'two', label: t('central'), color: categoryColor(0), x: steps, values: two },
      ]}
      axis={{ label: t('error'), scale: 'log' }}
      x={{ label: t('step'), scale: 'log' }}
      height={280}
    />
  );
}
