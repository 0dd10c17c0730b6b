import type { ReactNode } from 'react';
import { useTranslation } from '../../../../locales/useTranslation';
import { FigureShell } from '../FigureShell';
import { halves, inverted, rotation } from './experiments';
import { TransferCurves } from './TransferCurves';

interface Captioned {
  readonly children: ReactNode;
}

/** The moons, rotated further and further. */
export function Rotation({ children }: Captioned) {
  const { t } = useTranslation('learnDomains');
  return (
    <FigureShell id="rotation" height={380} caption={children} spec={() => rotation.of(45, 1)}>
      <TransferCurves
        id="rotation-chart"
        title={t('rotation')}
        study={rotation}
        axis={{ label: t('degrees') }}
      />
    </FigureShell>
  );
}

/** Inverted digits with more and more labels. */
export function Inverted({ children }: Captioned) {
  const { t } = useTranslation('learnDomains');
  return (
    <FigureShell id="inverted" height={380} caption={children} spec={() => inverted.of(5, 1)}>
      <TransferCurves
        id="inverted-chart"
        title={t('inverted')}
        study={inverted}
        axis={{ label: t('labels'), scale: 'log' }}
      />
    </FigureShell>
  );
}

/** Two halves of each digit, in pairs. */
export function Halves({ children }: Captioned) {
  const { t } = useTranslation('learnDomains');
  return (
    <FigureShell id="halves" height={380} caption={children} spec={() => halves.of(5, 1)}>
      <TransferCurves
        id="halves-chart"
        title={t('halves')}
        study={halves}
        axis={{ label: t('labels'), scale: 'log' }}
      />
    </FigureShell>
  );
}
