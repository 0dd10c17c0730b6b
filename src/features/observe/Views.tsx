import { Button, Checkbox, Group, NativeSelect, Tabs, Text } from '@mantine/core';
import {
  type ComponentType,
  type CSSProperties,
  memo,
  Suspense,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import {
  ActivationStats,
  formatNorm,
  formatNumber,
  LayerProfile,
  LayerTimeHeatmap,
  layerColor,
  OverTime,
} from '../../charts';
import { signalProfile } from '../../engine/diagnosis/signal';
import { type LayerQuantity, layerQuantities } from '../../engine/telemetry';
import { loadWords } from '../../locales/i18n';
import { lazyPart } from '../../locales/lazyPart';
import { useTranslation } from '../../locales/useTranslation';
import type { History } from '../../store/history';
import { useLab } from '../../store/lab';
import { usePredictions } from '../../store/predictions';
import { useOpenView } from '../../store/useOpenView';
import { Causes } from './Causes';
import { Distributions } from './Distributions';
import { Jacobian } from './Jacobian';
import { isFiniteAt, lastFinite } from './lastFinite';
import { quantityAxis, quantityStyles, triptych } from './quantities';
import { signalShare } from './signalShare';
import { signalBand, TheorySentence, usePrediction } from './Theory';
import { useFiniteWidth } from './useFiniteWidth';
import { layerSeries, layerValues, pointLimit, useHistory } from './useFrames';
import { useLayerNames, useMeta } from './useMeta';
import { type Tab, tabs, useView } from './view';

/**
 * The charts in the middle, one tab each. A tab's name is the question that its charts answer. They load after the first view.
 */
export default function Views() {
  const { t } = useTranslation('observe');
  const [tab, setTab] = useOpenView('lab', tabs);
  const empty = useLab((lab) => lab.history.length === 0 && lab.historyVersion >= 0);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the row of tabs is wider than the window.
    const frame = requestAnimationFrame(() => {
      const open = list.current?.querySelector<HTMLElement>(`[data-tab="${tab}"]`);
      if (open)
        list.current!.scrollLeft = open.offsetLeft - (list.current!.clientWidth - open.offsetWidth) / 2;
    });
    return () => cancelAnimationFrame(frame);
  }, [tab]);
  return (
    <Tabs
      value={tab}
      onChange={setTab}
      keepMounted={false}
      style={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}
      styles={{
        panel: { flex: 1, minHeight: 420, paddingTop: 6, display: 'flex', flexDirection: 'column' },
      }}
    >
      <Tabs.List className="question-tabs" ref={list}>
        {tabs.map((name) => (
          <Tabs.Tab key={name} value={name} data-tab={name} title={t(`asks.${name}`)}>
            {t(`questions.${name}`)}
            <span>{t(`tabs.${name}`)}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((name) => {
        const Picture = pictures[name];
        return (
          <Tabs.Panel key={name} value={name}>
            {empty ? <Empty /> : <Picture />}
          </Tabs.Panel>
        );
      })}
    </Tabs>
  );
}

function Empty() {
  const { t } = useTranslation('observe');
  return (
    <Text c="dimmed" ta="center" mt={80}>
      {t('empty')}
    </Text>
  );
}

/** The content of each tab. */
const pictures: Readonly<Record<Tab, ComponentType>> = {
  layers: Profile,
  causes: Causes,
  distributions: Distributions,
  activations: Activations,
  time: LayersOverTime,
  heatmap: Heatmap,
  jacobian: Jacobian,
};

/** The three charts of the signal, with one sentence that explains them. */
function Profile() {
  const { t } = useTranslation('observe');
  const { history, at, spec: shownSpec } = useHistory();
  const selectedLayer = useLab((lab) => lab.selectedLayer);
  const selectLayer = useLab((lab) => lab.selectLayer);
  const layers = useLayerNames(history);
  const { on: predicts, turn } = usePredictions();
  // Another network, other data or weights are another prediction; how long it trains is not.
  const spec = useLab((lab) => (predicts ? lab.spec : undefined));
  const setup = useMemo(
    () => (spec ? JSON.stringify({ data: spec.data, network: spec.network, seed: spec.seed }) : ''),
    [spec],
  );
  const { bias, update, choose } = useView();
  const meta = useMeta('signal-profile', t('profile'), t('profileHelp'));
  const shown: LayerQuantity[] = [
    ...triptych,
    ...(bias ? (['biasGradNorm'] as const) : []),
    ...(update ? (['updateRatio'] as const) : []),
  ];
  const prediction = usePrediction();
  const baseline = useLab((lab) => lab.baseline);
  const band = useFiniteWidth(shownSpec, history.length > 0);
  const drawn = band?.kind === 'found' ? band.band : undefined;
  const baselineValues = (quantity: LayerQuantity) =>
    baseline
      ? layerValues(baseline.history, quantity, baseline.history.indexOf(history.run(at, 'step')))
      : [];
  const atStart = history.run(at, 'step') === 0;
  // Beside a step that is no longer finite stands the last one that is.
  const finiteBefore = isFiniteAt(history, at) ? undefined : lastFinite(history, at);
  const panels = shown.map((quantity) => {
    const values = layerValues(history, quantity, at);
    return {
      series: { id: quantity, label: t(`quantities.${quantity}`), values },
      axis: { label: t(`quantities.${quantity}`), ...quantityStyles[quantity] },
      help: t(`definitions.${quantity}`),
      ...(baseline
        ? { baseline: { id: `${quantity}-a`, label: 'A', values: baselineValues(quantity) } }
        : finiteBefore !== undefined
          ? {
              baseline: {
                id: `${quantity}-finite`,
                label: t('atStep', { step: history.run(finiteBefore, 'step') }),
                key: t('lastFiniteStep', { step: history.run(finiteBefore, 'step') }),
                values: layerValues(history, quantity, finiteBefore),
              },
            }
          : {}),
      ...(quantity === 'signalNorm' && prediction && atStart
        ? { theory: signalBand(prediction, drawn, values, t('theory.name')) }
        : {}),
    };
  });
  const signals = layerValues(history, 'signalNorm', 0).slice(0, -1);
  const profile = (
    <>
      <HeadlineSentence history={history} at={at} />
      <TheorySentence
        measured={prediction ? signalShare(signals, prediction.ratios.length) : ''}
        prediction={prediction}
        band={band}
      />
      <div
        style={
          {
            flex: 1,
            minHeight: panels.length * 105 + 30,
            '--least-height': `${panels.length * 105 - 20}px`,
          } as CSSProperties
        }
      >
        <LayerProfile
          meta={meta}
          layers={layers}
          panels={panels}
          selectedLayer={selectedLayer}
          onSelectLayer={(layer) => layer < layers.length - 1 && selectLayer(layer)}
        />
      </div>
    </>
  );
  return (
    <>
      {predicts && signals.length > 1 ? (
        <Suspense>
          <PredictFirst of={setup} layers={signals.length} measured={signals}>
            {profile}
          </PredictFirst>
        </Suspense>
      ) : (
        profile
      )}
      <ProfileOptions bias={bias} update={update} choose={choose} predicts={predicts} turn={turn} />
    </>
  );
}

interface ProfileOptionsProps {
  readonly bias: boolean;
  readonly update: boolean;
  readonly choose: (changes: { readonly bias?: boolean; readonly update?: boolean }) => void;
  readonly predicts: boolean;
  readonly turn: (on: boolean) => void;
}

/** What else the charts show, and the dialogs about their numbers. It is not drawn again with the charts. */
const ProfileOptions = memo(function ProfileOptions(props: ProfileOptionsProps) {
  const { t } = useTranslation('observe');
  const { bias, update, choose, predicts, turn } = props;
  return (
    <Group gap="md">
      <Checkbox
        size="xs"
        label={t('showBias')}
        checked={bias}
        onChange={(event) => choose({ bias: event.currentTarget.checked })}
      />
      <Checkbox
        size="xs"
        label={t('showUpdate')}
        checked={update}
        onChange={(event) => choose({ update: event.currentTarget.checked })}
      />
      <Checkbox
        size="xs"
        label={t('predictFirst')}
        checked={predicts}
        onChange={(event) => turn(event.currentTarget.checked)}
      />
      <DialogButton of="explain" Dialog={ExplainStep} />
      <DialogButton of="check" Dialog={GradientCheck} />
    </Group>
  );
});

const PredictFirst = lazyPart(async () => {
  const [{ PredictFirst: found }] = await Promise.all([import('../prediction'), loadWords('prediction')]);
  return { default: found };
});

const GradientCheck = lazyPart(async () => {
  const [shown] = await Promise.all([import('./GradientCheck'), loadWords('gradientCheck')]);
  return shown;
});

const ExplainStep = lazyPart(async () => {
  const [{ ExplainStep: found }] = await Promise.all([import('../explain'), loadWords('explain')]);
  return { default: found };
});

/** Opens the explanation of the next update, or the check of the present gradients. A run that diverged has neither. */
function DialogButton({
  of,
  Dialog,
}: {
  readonly of: 'explain' | 'check';
  readonly Dialog: typeof ExplainStep;
}) {
  const { t } = useTranslation('observe');
  const [open, setOpen] = useState(false);
  const diverged = useLab((lab) => lab.divergence !== undefined);
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        disabled={diverged}
        title={t(diverged ? `${of}.diverged` : `${of}.help`)}
        onClick={() => setOpen(true)}
      >
        {t(`${of}.button`)}
      </Button>
      {open && (
        <Suspense>
          <Dialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function HeadlineSentence({ history, at }: { readonly history: History; readonly at: number }) {
  const { t } = useTranslation('observe');
  const finite = lastFinite(history, at);
  if (finite === undefined) return null;
  const signals = layerValues(history, 'signalNorm', finite).slice(0, -1);
  const found = signalProfile(signals);
  if (!found) return null;
  const { kind, ratio, perLayer } = found;
  return (
    <Text size="sm" mb={4} data-testid="headline">
      {finite !== at && t('atLastFinite', { step: history.run(finite, 'step') })}
      {t(`headline.${kind}`, {
        last: signals.length,
        ratio: formatNorm(ratio),
        // What shrinks or grows is told as a factor above 1, what gets through as the ratio's own root.
        perLayer: formatNumber(kind === 'steady' && ratio < 1 ? 1 / perLayer : perLayer),
      })}
    </Text>
  );
}

/** Chooses the quantity of a chart by layer. */
function QuantitySelect({
  value,
  onChange,
}: {
  readonly value: LayerQuantity;
  readonly onChange: (value: LayerQuantity) => void;
}) {
  const { t } = useTranslation('observe');
  return (
    <NativeSelect
      size="xs"
      mb={6}
      maw={320}
      aria-label={t('quantity')}
      data={layerQuantities.map((quantity) => ({ value: quantity, label: t(`quantities.${quantity}`) }))}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as LayerQuantity)}
    />
  );
}

function LayersOverTime() {
  const { t } = useTranslation('observe');
  const shown = useHistory();
  const { quantity, choose } = useView();
  const layers = useLayerNames(shown.history);
  const meta = useMeta(
    `${quantity}-over-time`,
    t('overTime', { quantity: t(`quantities.${quantity}`) }),
    t(`definitions.${quantity}`),
  );
  const { steps, series } = useMemo(() => {
    const { history } = shown;
    const frames = history.sample(Math.min(pointLimit, Math.ceil(12_000 / layers.length)));
    return {
      steps: frames.map((i) => history.run(i, 'step')),
      series: layers.map((label, l) => ({
        id: `layer-${l}`,
        label,
        values: layerSeries(history, frames, l, quantity),
        color: layerColor(l, layers.length),
      })),
    };
  }, [shown, layers, quantity]);
  return (
    <>
      <QuantitySelect value={quantity} onChange={(next) => choose({ quantity: next })} />
      <OverTime
        meta={meta}
        steps={steps}
        end={shown.end}
        cursor={shown.cursor}
        series={series}
        axis={quantityAxis(quantity, t(`quantities.${quantity}`))}
        height="100%"
        key={quantity}
      />
    </>
  );
}

function Heatmap() {
  const { t } = useTranslation('observe');
  const shown = useHistory();
  const { quantity, choose } = useView();
  const layers = useLayerNames(shown.history);
  const meta = useMeta(
    `${quantity}-heatmap`,
    t('heatmap', { quantity: t(`quantities.${quantity}`) }),
    t(`definitions.${quantity}`),
  );
  const { steps, values } = useMemo(() => {
    const { history } = shown;
    const frames = history.sample(pointLimit);
    const grid = new Float64Array(layers.length * frames.length);
    layers.forEach((_, l) => {
      grid.set(layerSeries(history, frames, l, quantity), l * frames.length);
    });
    return { steps: frames.map((i) => history.run(i, 'step')), values: grid };
  }, [shown, layers, quantity]);
  return (
    <>
      <QuantitySelect value={quantity} onChange={(next) => choose({ quantity: next })} />
      <LayerTimeHeatmap
        meta={meta}
        steps={steps}
        end={shown.end}
        layers={layers}
        values={values}
        axis={quantityAxis(quantity, t(`quantities.${quantity}`))}
        height="100%"
        key={quantity}
      />
    </>
  );
}

function Activations() {
  const { t } = useTranslation('observe');
  const { history, at } = useHistory();
  const selectedLayer = useLab((lab) => lab.selectedLayer);
  const selectLayer = useLab((lab) => lab.selectLayer);
  const layers = useLayerNames(history);
  const meta = useMeta('activations', t('activationsTitle'), t('activationsHelp'));
  return (
    <ActivationStats
      meta={meta}
      layers={layers}
      mean={layerValues(history, 'activationMean', at)}
      std={layerValues(history, 'activationStd', at)}
      saturated={layerValues(history, 'saturatedFraction', at)}
      dead={layerValues(history, 'deadFraction', at)}
      selectedLayer={selectedLayer}
      onSelectLayer={(layer) => layer < layers.length - 1 && selectLayer(layer)}
      height="100%"
    />
  );
}
