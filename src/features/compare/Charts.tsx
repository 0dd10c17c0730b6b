import { Group, NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import { type BandSeries, Bands, type ChartMeta, ViewKey } from '../../charts';
import { SegmentedControl } from '../../charts/SegmentedControl';
import { bandOf } from '../../engine/statistics/bands';
import { type Curve, type RunSummary, updatesIn } from '../../engine/summary';
import { type LayerQuantity, layerCount, layerIndex, layerQuantities } from '../../engine/telemetry';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { describe } from '../../schema/describe';
import { colon, semicolon } from '../../schema/names';
import { type ComparedRun, useCompare } from '../../store/compare';
import { quantityAxis } from '../observe';
import { FirstOrLast } from '../study';
import { runName, runStyle, useRunNames } from './names';
import { useView } from './view';

/** Every run's repeats, or only the watched run if it has no repeats. */
const summariesOf = ({ repeats, live }: ComparedRun): readonly RunSummary[] => {
  const done = repeats.filter((summary) => summary !== undefined);
  return done.length > 0 ? done : live ? [live] : [];
};

/** The charts of a comparison. All runs share the axes. */
export function Charts() {
  const { t } = useTranslation('compare');
  const { t: observe } = useTranslation('observe');
  const runs = useCompare((compare) => compare.runs);
  const names = useRunNames();
  const text = useText();
  const { layout, quantity, when, choose } = useView();
  const tiles = layout === 'tiles';
  const drawn = useMemo(() => runs.map((run) => ({ run, summaries: summariesOf(run) })), [runs]);

  const meta = (id: string, title: string, description: string): ChartMeta => ({
    id,
    title,
    description: drawn.some(({ summaries }) => summaries.length > 1)
      ? `${description} ${t('bandHelp')}`
      : description,
    caption: () =>
      runs.map(({ spec }, i) => `${names[i]}${text(colon)}${describe(spec, text)}`).join(text(semicolon)),
  });
  const overSteps = (curve: Curve): BandSeries[] =>
    drawn.map(({ summaries }, i) => {
      // Repeats of one experiment are measured at the same steps. A diverged repeat has fewer of them.
      const longest = summaries.reduce<RunSummary | undefined>(
        (most, one) => (!most || one.steps.length > most.steps.length ? one : most),
        undefined,
      );
      const x = longest ? Array.from(longest.steps) : [];
      const lines = summaries.map(({ curves }) => curves[curve]);
      return { id: runName(i), label: names[i]!, ...runStyle(i), x, ...bandOf(lines, x.length) };
    });
  const byLayer = (): BandSeries[] =>
    drawn.map(({ run, summaries }, i) => {
      const x = Array.from({ length: layerCount(run.spec) - 1 }, (_, l) => l + 1);
      const rows = summaries.map((summary) => x.map((_, l) => summary[when][layerIndex(l, quantity)]!));
      return { id: runName(i), label: names[i]!, ...runStyle(i), x, ...bandOf(rows, x.length) };
    });
  const steps = {
    label: t('step'),
    end: Math.max(
      ...drawn.flatMap(({ run, summaries }) =>
        run.live === summaries[0] ? run.step : summaries.map(updatesIn),
      ),
    ),
  };
  const key = useMemo(() => names.map((label, i) => ({ id: runName(i), label, ...runStyle(i) })), [names]);
  return (
    <>
      <Group gap={8}>
        <SegmentedControl
          aria-label={t('arrangement')}
          value={layout}
          onChange={(value) => choose({ layout: value })}
          data={[
            { value: 'overlay', label: t('overlay') },
            { value: 'tiles', label: t('tiles') },
          ]}
        />
        <NativeSelect
          size="xs"
          aria-label={observe('quantity')}
          data={layerQuantities.map((value) => ({ value, label: observe(`quantities.${value}`) }))}
          value={quantity}
          onChange={(event) => choose({ quantity: event.currentTarget.value as LayerQuantity })}
        />
        <FirstOrLast value={when} onChange={(next) => choose({ when: next })} />
      </Group>
      <ViewKey entries={key}>
        <div
          style={{
            display: 'grid',
            gap: 16,
            gridTemplateColumns: tiles ? '1fr' : 'repeat(auto-fit, minmax(min(100%, 520px), 1fr))',
          }}
        >
          <Bands
            key={`${quantity} by layer`}
            meta={meta(
              'compare-profile',
              t('profile', { quantity: observe(`quantities.${quantity}`) }),
              observe(`definitions.${quantity}`),
            )}
            series={byLayer()}
            axis={quantityAxis(quantity, observe(`quantities.${quantity}`))}
            x={{ label: t('layer') }}
            tiles={tiles}
          />
          <Bands
            meta={meta('compare-loss', t('loss'), t('lossHelp'))}
            series={overSteps('loss')}
            axis={{ label: t('loss'), scale: 'linear', switchable: true }}
            x={steps}
            tiles={tiles}
          />
          <Bands
            meta={meta('compare-accuracy', t('accuracy'), t('accuracyHelp'))}
            series={overSteps('testAccuracy')}
            axis={{ label: t('accuracy'), scale: 'linear', domain: [0, 1], percent: true }}
            x={steps}
            tiles={tiles}
          />
          <Bands
            meta={meta('compare-ratio', t('ratio'), t('ratioHelp'))}
            series={overSteps('signalRatio')}
            axis={{ label: '‖δ¹‖ / ‖δᴸ‖', scale: 'log', switchable: true }}
            x={steps}
            mark={1}
            markLabel={t('allArrives')}
            tiles={tiles}
          />
        </div>
      </ViewKey>
    </>
  );
}
