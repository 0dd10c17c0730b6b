import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useReducer, useState } from 'react';
import { categoryColor } from '../../charts';
import { SegmentedControl } from '../../charts/SegmentedControl';
import { type DrawnPoint, pointLimits } from '../../data/sets/points';
import { useTranslation } from '../../locales/useTranslation';
import { DrawPlane } from './DrawPlane';
import { changed, type Tool } from './paint';

interface DrawDialogProps {
  readonly points: readonly DrawnPoint[];
  use(points: readonly DrawnPoint[]): void;
  close(): void;
}

/** Sizes of the brush and of the eraser, by name. */
const radii = { point: 0, small: 0.08, large: 0.2 } as const;
type Size = keyof typeof radii;

/** The dialog in which points are painted: classes as colours, brush, eraser, undo. */
export default function DrawDialog({ points: given, use, close }: DrawDialogProps) {
  const { t } = useTranslation('draw');
  const [{ points, before, after }, change] = useReducer(changed, { points: given, before: [], after: [] });
  const [tool, setTool] = useState<Tool>({ kind: 'brush', label: 0, radius: radii.small });
  const choose = (changes: Partial<Tool>) => setTool((now) => ({ ...now, ...changes }));
  const counts = Array.from({ length: pointLimits.classes }, (_, label) =>
    points.reduce((sum, point) => sum + (point[2] === label ? 1 : 0), 0),
  );
  const classes = counts.filter((count) => count > 0).length;
  return (
    <Modal
      opened
      onClose={close}
      title={t('title')}
      size="min(760px, 96vw)"
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
        event.preventDefault();
        event.stopPropagation();
        change({ kind: event.shiftKey ? 'redo' : 'undo' });
      }}
    >
      <Stack gap="sm">
        <Group gap="xs" role="radiogroup" aria-label={t('class')}>
          {counts.map((count, label) => (
            <Button
              key={label}
              role="radio"
              aria-checked={tool.kind === 'brush' && tool.label === label}
              size="compact-sm"
              variant={tool.kind === 'brush' && tool.label === label ? 'light' : 'default'}
              leftSection={
                <svg width="12" height="12" aria-hidden>
                  <circle cx="6" cy="6" r="6" fill={categoryColor(label)} />
                </svg>
              }
              onClick={() => choose({ kind: 'brush', label })}
            >
              {t('classOf', { label, count })}
            </Button>
          ))}
        </Group>
        <Group gap="xs">
          <SegmentedControl
            aria-label={t('tool')}
            value={tool.kind}
            data={(['brush', 'eraser'] as const).map((value) => ({ value, label: t(value) }))}
            onChange={(kind) => choose({ kind })}
          />
          <SegmentedControl
            aria-label={t('size')}
            value={(Object.keys(radii) as Size[]).find((name) => radii[name] === tool.radius)!}
            data={(Object.keys(radii) as Size[]).map((value) => ({ value, label: t(`sizes.${value}`) }))}
            onChange={(name) => choose({ radius: radii[name] })}
          />
          <Button
            size="compact-sm"
            variant="default"
            disabled={before.length === 0}
            onClick={() => change({ kind: 'undo' })}
          >
            {t('undo')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={after.length === 0}
            onClick={() => change({ kind: 'redo' })}
          >
            {t('redo')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={points.length === 0}
            onClick={() => change({ kind: 'clear' })}
          >
            {t('clear')}
          </Button>
        </Group>
        <DrawPlane points={points} tool={tool} change={change} choose={choose} />
        <Text size="xs" c="dimmed" id="draw-keys">
          {t('keys', { classes: pointLimits.classes })}
        </Text>
        <Group justify="flex-end">
          <Text size="sm" c={classes < 2 ? 'red' : 'dimmed'} style={{ flex: 1 }}>
            {classes < 2
              ? t('needsClasses')
              : points.length >= pointLimits.points
                ? t('full', { most: pointLimits.points })
                : t('count', { count: points.length })}
          </Text>
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button disabled={classes < 2} onClick={() => use(points)}>
            {t('use')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
