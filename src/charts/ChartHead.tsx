import { ActionIcon, Menu, Title, Tooltip } from '@mantine/core';
import { IconDotsVertical } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from '../locales/useTranslation';
import type { ExporterProps } from './export/Exporter';
import { SegmentedControl } from './SegmentedControl';
import type { ChartMeta } from './types';

/** The title, which explains the chart. The parts of the frame are not drawn again with the chart. */
export const ChartTitle = memo(function ChartTitle({
  title,
  description,
}: Pick<ChartMeta, 'title' | 'description'>) {
  return (
    <Tooltip label={description} multiline w={280} events={{ hover: true, focus: true, touch: true }}>
      <Title order={3} size="sm" fw={600} tabIndex={0} style={{ cursor: 'help' }}>
        {title}
      </Title>
    </Tooltip>
  );
});

/** What a user can do in the head of a chart: an entry of its menu, or the other scale. */
export type HeadAction = ExporterProps['action'] | 'large' | 'numbers' | 'csv' | 'linear' | 'log';

interface ControlsProps {
  readonly title: string;
  /** The chosen scale; undefined if there is nothing to choose. */
  readonly scale: 'linear' | 'log' | undefined;
  readonly large: boolean;
  readonly act: (action: HeadAction) => void;
}

/** The chart's scale, and its menu. */
export const ChartControls = memo(function ChartControls({ title, scale, large, act }: ControlsProps) {
  const { t } = useTranslation('charts');
  return (
    <>
      {scale && (
        <SegmentedControl
          aria-label={t('scale')}
          value={scale}
          onChange={(value) => act(value as 'linear' | 'log')}
          data={[
            { value: 'linear', label: t('linear') },
            { value: 'log', label: t('log') },
          ]}
        />
      )}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="md" aria-label={t('menu', { title })}>
            <IconDotsVertical size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => act('large')}>{t(large ? 'shrink' : 'expand')}</Menu.Item>
          <Menu.Item onClick={() => act('numbers')}>{t('numbers')}</Menu.Item>
          <Menu.Item onClick={() => act('dialog')}>{t('export')}</Menu.Item>
          <Menu.Item onClick={() => act('png')}>{t('savePng')}</Menu.Item>
          <Menu.Item onClick={() => act('svg')}>{t('saveSvg')}</Menu.Item>
          <Menu.Item onClick={() => act('csv')}>{t('saveCsv')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
});
