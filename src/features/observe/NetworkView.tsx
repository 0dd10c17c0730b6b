import { Group, NumberInput, SegmentedControl, Slider, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NetworkDiagram, UnitMap } from '../../charts';
import { useLab } from '../../store/lab';
import { layerValues, useHistory, useSnapshot } from './useFrames';
import { useLayerNames, useMeta } from './useMeta';

/** Layers in view at once; the strip above is the overview. */
const lens = 12;

/** The network as a picture, on one sample of the batch; a click on a unit shows what it answers over the plane. */
export function NetworkView() {
  const { t } = useTranslation('observe');
  const { history, at } = useHistory();
  const snapshot = useSnapshot();
  const observe = useLab((lab) => lab.observe);
  const [sample, setSample] = useState(0);
  const [start, setStart] = useState(0);
  const [colorBy, setColorBy] = useState<'activation' | 'signal' | 'plane'>('activation');
  const plane = useLab((lab) => lab.data?.plane === 2);
  const [picked, setPicked] = useState({ layer: 0, unit: 0 });
  const layer = Math.min(picked.layer, history.layers - 1);
  const first = Math.min(start, Math.max(0, history.layers - lens));
  const small = plane && colorBy === 'plane';
  useEffect(() => {
    observe({
      picture: { sample, layer, ...(small ? { small: { from: first, to: first + lens } } : {}) },
    });
  }, [observe, sample, layer, small, first]);
  useEffect(() => () => observe({ picture: undefined }), [observe]);
  const names = useLayerNames(history);
  const meta = useMeta('network', t('network.title'), t('network.help'));
  const unitMeta = useMeta(
    'unit',
    t('network.unitTitle', { layer: names[layer], unit: picked.unit + 1 }),
    t('network.unitHelp'),
  );
  const picture = snapshot?.picture;
  if (!picture || picture.layers.length !== names.length) {
    return (
      <Text c="dimmed" ta="center" mt={80}>
        {t('distributions.wait')}
      </Text>
    );
  }
  const signals = layerValues(history, 'signalNorm', at);
  const columns = picture.layers.slice(first, first + lens).map((one, i) => ({
    name: names[first + i]!,
    activations: one.activations,
    signals: one.signals,
    ...(one.maps ? { maps: one.maps } : {}),
    hidden: one.units - one.activations.length,
    arrives: signals[first + i]! / signals.at(-1)!,
    connections: one.connections,
  }));
  const { maps } = picture;
  const unit = Math.min(picked.unit, (maps?.units ?? 1) - 1);
  return (
    <>
      <Group gap="sm" mb={4}>
        <SegmentedControl
          size="xs"
          aria-label={t('network.color')}
          value={colorBy}
          onChange={(value) => setColorBy(value as typeof colorBy)}
          data={[
            { value: 'activation', label: t('network.byActivation') },
            { value: 'signal', label: t('network.bySignal') },
            ...(plane ? [{ value: 'plane', label: t('network.byPlane') }] : []),
          ]}
        />
        <Picker
          label={t('network.sample')}
          value={sample + 1}
          most={picture.samples}
          onChange={(n) => setSample(n - 1)}
        />
        <Picker
          label={t('network.layer')}
          value={layer + 1}
          most={names.length}
          onChange={(n) => setPicked({ ...picked, layer: n - 1 })}
        />
        <Picker
          label={t('network.unit')}
          value={unit + 1}
          most={picture.layers[layer]!.units}
          onChange={(n) => setPicked({ ...picked, unit: n - 1 })}
        />
      </Group>
      {names.length > lens && (
        <Group gap={8} mb={4} wrap="nowrap">
          <Text size="xs">{t('network.lens', { from: names[first], to: names[first + lens - 1] })}</Text>
          <Slider
            size="xs"
            style={{ flex: 1 }}
            thumbLabel={t('network.lensLabel')}
            label={null}
            min={0}
            max={names.length - lens}
            value={first}
            onChange={setStart}
          />
        </Group>
      )}
      <div style={{ flex: 1, minHeight: 300 }}>
        <NetworkDiagram
          meta={meta}
          columns={columns}
          colorBy={colorBy}
          selected={layer >= first && layer < first + lens ? { column: layer - first, unit } : undefined}
          onSelect={(column, chosen) => setPicked({ layer: first + column, unit: chosen })}
        />
      </div>
      {maps && maps.layer === layer && (
        <UnitMap
          meta={unitMeta}
          resolution={maps.resolution}
          values={Array.from(
            { length: maps.resolution ** 2 },
            (_, place) => maps.values[place * maps.units + unit]!,
          )}
          height={170}
        />
      )}
    </>
  );
}

interface PickerProps {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

function Picker({ label, value, most, onChange }: PickerProps) {
  return (
    <Group gap={4} wrap="nowrap">
      <Text size="xs">{label}</Text>
      <NumberInput
        size="xs"
        w={64}
        aria-label={label}
        min={1}
        max={most}
        clampBehavior="strict"
        value={Math.min(value, most)}
        onChange={(next) => typeof next === 'number' && onChange(next)}
      />
    </Group>
  );
}
