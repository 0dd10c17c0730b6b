import { ActionIcon, Menu, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDotsVertical } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from '../locales/useTranslation';
import { Explained } from './Explained';
import type { ExporterProps } from './export/Exporter';
import { SegmentedControl } from './SegmentedControl';
import type { ChartMeta } from './types';

/** The title, which explains the chart. The parts of the frame are not drawn again with the chart. */
export const ChartTitle = memo(function ChartTitle({
  title,
  description,
}: Pick<ChartMeta, 'title' | 'description'>) {
  return (
    <Explained lines={[description]} width={280}>
      {(help) => (
        <Title order={3} size="sm" fw={600} {...help}>
          {title}
        </Title>
      )}
    </Explained>
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
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      {scale && (
        <SegmentedControl
          aria-label={t('scale')}
          value={scale}
          onChange={act}
          data={[
            { value: 'linear', label: t('linear') },
            { value: 'log', label: t('log') },
          ]}
        />
      )}
      <Menu opened={opened} onOpen={open} onClose={close} position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="md" aria-label={t('menu', { title })}>
            <IconDotsVertical size={16} />
          </ActionIcon>
        </Menu.Target>
        {/* Even a closed one, of each chart, would delay the opening of the page. */}
        {opened && (
          <Menu.Dropdown>
            <Menu.Item onClick={() => act('large')}>{t(large ? 'shrink' : 'expand')}</Menu.Item>
            <Menu.Item onClick={() => act('numbers')}>{t('numbers')}</Menu.Item>
            <Menu.Item onClick={() => act('dialog')}>{t('export')}</Menu.Item>
            <Menu.Item onClick={() => act('png')}>{t('savePng')}</Menu.Item>
            <Menu.Item onClick={() => act('svg')}>{t('saveSvg')}</Menu.Item>
            <Menu.Item onClick={() => act('csv')}>{t('saveCsv')}</Menu.Item>
          </Menu.Dropdown>
        )}
      </Menu>
    </>
  );
});
