import { Button, Group, NativeSelect, Slider, Text, TextInput } from '@mantine/core';
import { SegmentedControl } from '../../charts/SegmentedControl';
import type { LogQuantity } from '../../data/logs/quantities';
import { useTranslation } from '../../locales/useTranslation';
import type { ModelRun } from '../../store/models';
import { allGroups, groupings } from './tree';
import type { Rows } from './useRows';
import { useModelsView, useQuantity } from './view';

interface ControlsProps {
  readonly run: ModelRun;
  readonly at: number;
  readonly rows: Rows;
}

/** What the pictures show: the quantity, the grouping and search of modules, and the step. */
export function Controls({ run, at, rows }: ControlsProps) {
  const { t } = useTranslation('models');
  const { grouping, search, choose } = useModelsView();
  const quantity = useQuantity(run);
  const { steps, quantities } = run.summary;
  return (
    <Group gap={10} align="end">
      <NativeSelect
        size="xs"
        label={t('quantity')}
        data={quantities.map((value) => ({ value, label: t(`quantities.${value}.label`) }))}
        value={quantity}
        onChange={(event) => choose({ quantity: event.currentTarget.value as LogQuantity })}
      />
      <div>
        <Text size="xs" fw={600}>
          {t('groupBy')}
        </Text>
        <SegmentedControl
          aria-label={t('groupBy')}
          value={grouping}
          onChange={(value) => choose({ grouping: value, expanded: undefined, selected: undefined })}
          data={groupings.map((value) => ({ value, label: t(`groupings.${value}`) }))}
        />
      </div>
      <TextInput
        size="xs"
        w={180}
        label={t('search')}
        placeholder={t('searchHint')}
        value={search}
        onChange={(event) => choose({ search: event.currentTarget.value, expanded: undefined })}
      />
      <Button.Group>
        <Button
          size="xs"
          variant="default"
          onClick={() => choose({ expanded: new Set(allGroups(rows.nodes)) })}
        >
          {t('expandAll')}
        </Button>
        <Button size="xs" variant="default" onClick={() => choose({ expanded: new Set() })}>
          {t('collapseAll')}
        </Button>
      </Button.Group>
      <div style={{ flex: '1 1 180px', minWidth: 160 }}>
        <Text size="xs" fw={500}>
          {t('stepAt', { step: steps[at] })}
        </Text>
        <Slider
          size="sm"
          mb={8}
          min={0}
          max={Math.max(0, steps.length - 1)}
          value={at}
          label={null}
          thumbLabel={t('step')}
          onChange={(value) => choose({ at: value === steps.length - 1 ? undefined : value })}
        />
      </div>
    </Group>
  );
}
