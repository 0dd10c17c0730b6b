import { Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Point } from '../../../engine/transfer/learner';
import { useTranslation } from '../../../locales/useTranslation';
import { UntilPlayed } from '../../study';
import { MethodPicker } from './MethodPicker';
import { usePicked, useReports } from './reports';
import { StepSlider, usePoint } from './StepSlider';

interface MethodAtStepProps {
  /** Draws the picked point among all points of the picked method; undefined if they show nothing yet. */
  children(point: Point, points: readonly Point[]): ReactNode;
}

/** A view of one method at one of its measured steps, with the controls that pick both. */
export function MethodAtStep({ children }: MethodAtStepProps) {
  const { t } = useTranslation('transferViews');
  const points = useReports()[usePicked()]?.points ?? [];
  const { point } = usePoint(points);
  return (
    <Stack gap={10}>
      <Group gap={24} align="flex-end">
        <MethodPicker />
        {point && <StepSlider points={points} />}
      </Group>
      {(point && children(point, points)) ?? <UntilPlayed>{t('empty')}</UntilPlayed>}
    </Stack>
  );
}
