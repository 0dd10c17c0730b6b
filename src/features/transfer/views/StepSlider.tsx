import { Slider, Text } from '@mantine/core';
import type { Point } from '../../../engine/transfer/learner';
import { useTranslation } from '../../../locales/useTranslation';
import { Term } from '../../study';
import { useView } from './view';

/** The displayed point of a method's adaptation and its index: the picked point, else the newest. */
export function usePoint(points: readonly Point[]): {
  readonly at: number;
  readonly point: Point | undefined;
} {
  const picked = useView((view) => view.point);
  const at = picked !== undefined && picked < points.length ? picked : points.length - 1;
  return { at, point: points[at] };
}

/** Moves through the measured steps of a method. */
export function StepSlider({ points }: { readonly points: readonly Point[] }) {
  const { t } = useTranslation('transferViews');
  const choose = useView((view) => view.choose);
  const { at, point } = usePoint(points);
  const last = points.length - 1;
  return (
    <div style={{ flex: '1 1 220px', maxWidth: 420, minWidth: 0 }}>
      <Text size="xs" fw={500}>
        <Term name={t('atStep', { step: point?.step ?? 0 })} meaning={t('stepHelp')} />
      </Text>
      <Slider
        size="xs"
        my={9}
        thumbLabel={t('pickStep')}
        min={0}
        max={Math.max(1, last)}
        disabled={last < 1}
        value={at}
        label={(index) => t('atStep', { step: points[index]?.step ?? 0 })}
        onChange={(index) => choose({ point: index === last ? undefined : index })}
      />
    </div>
  );
}
