import { Group, Text } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { type KeyboardEvent, memo, Suspense, useRef, useState } from 'react';
import { magnitudeColor } from '../../charts';
import { lazyPart } from '../../locales/lazyPart';
import { useTranslation } from '../../locales/useTranslation';
import { hiddenLayers } from '../../schema/experiment';
import { useLab } from '../../store/lab';
import { isWithin, type LayerRange, usePointedLayers } from '../../store/pointedLayers';
import { layerValues, useHistory } from './useFrames';

const LayerCard = lazyPart(() => import('./LayerCard'));

/** The network as a strip of layers from input to output. The colour of a hidden layer shows its signal. */
export function LayerStrip() {
  const { t } = useTranslation('observe');
  const network = useLab((lab) => lab.spec.network);
  const { history, at } = useHistory();
  const selected = useLab((lab) => lab.selectedLayer);
  const selectLayer = useLab((lab) => lab.selectLayer);
  const { layers: pointed, point } = usePointedLayers();
  const layers = hiddenLayers(network);
  const colors = signalColors(layerValues(history, 'signalNorm', at).slice(0, -1));
  const strip = useRef<HTMLDivElement>(null);
  const [card, setCard] = useState<HTMLDivElement | null>(null);
  useClickOutside(
    ({ target }) => {
      if (selected !== undefined && !strip.current!.contains(target as Node)) selectLayer(undefined);
    },
    null,
    [card],
  );
  const most = layers.length - 1;
  // The strip is one stop of the Tab key. Arrow keys move between the layers.
  const stop = Math.min(selected ?? 0, most);
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Escape') selectLayer(undefined);
    const buttons = [...(strip.current?.querySelectorAll('button') ?? [])];
    const from = buttons.indexOf(event.target as HTMLButtonElement);
    if (from < 0) return;
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: most }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = Math.min(most, Math.max(0, to));
    buttons[next]?.focus();
    selectLayer(next);
  };
  return (
    <Group gap={6} wrap="nowrap" role="group" aria-label={t('strip')} onKeyDown={move}>
      <Text size="xs" c="dimmed">
        {t('input')}
      </Text>
      <div ref={strip} style={{ display: 'flex', flex: 1, gap: layers.length > 60 ? 0 : 2, minWidth: 0 }}>
        {layers.map(({ units, activation }, l) => (
          <LayerButton
            key={l}
            layer={l}
            units={units}
            activation={activation}
            color={colors[l]}
            selected={selected === l}
            pointed={isWithin(pointed, l)}
            stop={stop === l}
            dense={layers.length > 60}
            select={selectLayer}
            point={point}
            cardRef={setCard}
          />
        ))}
      </div>
      <Text
        size="xs"
        c="dimmed"
        td={isWithin(pointed, layers.length) ? 'underline' : undefined}
        onPointerEnter={() => point([layers.length, layers.length + 1])}
        onPointerLeave={() => point(undefined)}
      >
        {t('output')}
      </Text>
    </Group>
  );
}

interface LayerButtonProps {
  readonly layer: number;
  readonly units: number;
  readonly activation: string;
  readonly color: string | undefined;
  readonly selected: boolean;
  /** Whether it is pointed at, here or elsewhere. */
  readonly pointed: boolean;
  /** Whether the Tab key stops here. */
  readonly stop: boolean;
  /** Whether the strip has many layers, and thus no room for gaps and corners. */
  readonly dense: boolean;
  readonly select: (layer: number | undefined) => void;
  readonly point: (layers: LayerRange | undefined) => void;
  readonly cardRef: (card: HTMLDivElement | null) => void;
}

/** One layer of the strip. While it is selected, its card is above it. */
const LayerButton = memo(function LayerButton(props: LayerButtonProps) {
  const { layer, units, activation, color, selected, pointed, stop, dense, select, point, cardRef } = props;
  const { t } = useTranslation('observe');
  const name = t('layerButton', { layer: layer + 1, units, activation });
  return (
    <span className="layer">
      <button
        type="button"
        aria-label={name}
        aria-expanded={selected}
        title={name}
        tabIndex={stop ? 0 : -1}
        className={pointed ? 'pointed' : undefined}
        onClick={() => select(selected ? undefined : layer)}
        onPointerEnter={() => point([layer, layer + 1])}
        onPointerLeave={() => point(undefined)}
        onFocus={() => point([layer, layer + 1])}
        onBlur={() => point(undefined)}
        style={{ borderRadius: dense ? 0 : 3, background: color ?? 'var(--mantine-color-default-border)' }}
      />
      {selected && (
        <Suspense>
          <LayerCard layer={layer} name={name} cardRef={cardRef} onClose={() => select(undefined)} />
        </Suspense>
      )}
    </span>
  );
});

/** The number of distinct shades in the strip. */
const shades = 64;

/** Maps the range of the signals to Viridis, by powers of ten. */
function signalColors(signals: readonly number[]): (string | undefined)[] {
  const logs = signals.map((signal) =>
    signal > 0 && Number.isFinite(signal) ? Math.log10(signal) : undefined,
  );
  const known = logs.filter((log) => log !== undefined);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  // The range covers at least three powers of ten, so that a healthy network has even colours.
  const span = Math.max(3, high - low);
  // With few shades, a layer is redrawn only when its signal has changed visibly.
  const shade = (log: number) => Math.round(shades * (1 - (high - log) / span)) / shades;
  return logs.map((log) => (log === undefined ? undefined : magnitudeColor(shade(log))));
}
