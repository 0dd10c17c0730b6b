import { ActionIcon, Group, NativeSelect, Slider, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from '../../../locales/useTranslation';
import { useDistillation } from '../../../store/distillation';
import type { DistillationData } from '../../../worker/distillation';
import { SamplePicture } from './SamplePicture';
import { useMeta } from './seriesStyles';
import { useView } from './view';

/** The picked test sample, limited to the present data. */
export function useSample(): number {
  const data = useDistillation((state) => state.data);
  const sample = useView((view) => view.sample);
  return data ? Math.min(sample, count(data) - 1) : 0;
}

/** The picked sample and temperature, and the caption of a chart that shows them at the present step. */
export function useSampleAtTemperature() {
  const step = useDistillation((state) => state.snapshot?.step);
  return { sample: useSample(), temperature: useView((view) => view.temperature), meta: useMeta(step) };
}

/** The test samples whose inputs are on the page. */
const count = ({ testInputs, features }: DistillationData): number => testInputs.length / features;

/** Picks a test sample by a slider or one by one, among all samples or those of one class. */
export function SamplePicker() {
  const { t } = useTranslation('distillationViews');
  const data = useDistillation((state) => state.data);
  const chosen = useView((view) => view.sampleClass);
  const choose = useView((view) => view.choose);
  const sample = useSample();
  const of = data && chosen !== undefined && chosen < data.outcomeNames.length ? chosen : undefined;
  const among = useMemo(
    () =>
      data
        ? Array.from({ length: count(data) }, (_, i) => i).filter(
            (i) => of === undefined || data.testLabels[i] === of,
          )
        : [],
    [data, of],
  );
  if (!data) return null;
  const at = among.findIndex((i) => i >= sample);
  const go = (place: number) => {
    const next = among[(place + among.length) % among.length];
    if (next !== undefined) choose({ sample: next });
  };
  const pickClass = (value: string) => {
    const sampleClass = value === '' ? undefined : Number(value);
    const first = data.testLabels.indexOf(sampleClass ?? -1);
    const moves = sampleClass !== undefined && data.testLabels[sample] !== sampleClass && first >= 0;
    choose({ sampleClass, ...(moves && first < count(data) ? { sample: first } : {}) });
  };
  return (
    <Group
      gap={12}
      align="flex-start"
      wrap="nowrap"
      style={{ flex: '1 1 320px', maxWidth: 480, minWidth: 0 }}
    >
      <SamplePicture
        data={data}
        sample={sample}
        onPick={(picked) => choose({ sample: picked, sampleClass: undefined })}
      />
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="xs" fw={500} data-testid="sample">
          {t('sample', {
            sample: sample + 1,
            count: count(data),
            class: data.outcomeNames[data.testLabels[sample]!],
          })}
        </Text>
        <Slider
          size="sm"
          my={6}
          min={0}
          max={Math.max(0, among.length - 1)}
          step={1}
          value={Math.max(0, at)}
          label={(place) => `${(among[place] ?? 0) + 1}`}
          thumbLabel={t('pick')}
          onChange={go}
        />
        <Group gap={6} wrap="nowrap">
          <ActionIcon variant="default" size="sm" aria-label={t('previous')} onClick={() => go(at - 1)}>
            <IconChevronLeft size={14} />
          </ActionIcon>
          <ActionIcon variant="default" size="sm" aria-label={t('next')} onClick={() => go(at + 1)}>
            <IconChevronRight size={14} />
          </ActionIcon>
          <NativeSelect
            size="xs"
            aria-label={t('amongClass')}
            value={of ?? ''}
            data={[
              { value: '', label: t('allClasses') },
              ...data.outcomeNames.map((name, k) => ({
                value: String(k),
                label: t('ofClass', { class: name }),
              })),
            ]}
            onChange={(event) => pickClass(event.currentTarget.value)}
          />
        </Group>
      </div>
    </Group>
  );
}
