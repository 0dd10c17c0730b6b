import { Group, Slider, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo } from 'react';
import { columnsThatFit, NetworkDiagram } from '../../charts';
import { SegmentedControl } from '../../charts/SegmentedControl';
import { useTranslation } from '../../locales/useTranslation';
import { useGuide } from '../../store/guide';
import { useLab } from '../../store/lab';
import { isWithin, usePointedLayers } from '../../store/pointedLayers';
import { NetworkHints } from './NetworkHints';
import { networkColumns, visibleLayers } from './networkColumns';
import { type Picked, UnitPanel } from './UnitPanel';
import { layerValues, usePictured } from './useFrames';
import { useLayerNames, useMeta } from './useMeta';
import { useView } from './view';

/** The largest number of hidden layers and of units for which every unit and weight is drawn large and can be edited. */
const editableSize = 8;

const heights = { large: 252, usual: 196 } as const;

/** The network from its inputs to its outputs for one sample of the batch. A click on a unit or weight opens it for editing. */
export default function NetworkView() {
  const { t } = useTranslation('observe');
  const { picture, history, at } = usePictured();
  const observe = useLab((lab) => lab.observe);
  const plane = useLab((lab) => lab.data?.plane === 2);
  const { ref, width } = useElementSize();
  const { color: colorBy, layer: pickedLayer, unit, from, sample, lens: start, choose } = useView();
  const picked: Picked | undefined =
    pickedLayer === undefined ? undefined : { layer: pickedLayer, unit, from };
  const names = useLayerNames(history);
  const hidden = names.length - 1;
  const { first, last } = visibleLayers(hidden, columnsThatFit(width || 660), start);
  const layer = picked && Math.min(picked.layer, hidden);
  const { layers: pointed, point } = usePointedLayers();
  const { use: markUsed } = useGuide.getState();
  const maps = plane && colorBy === 'plane';
  useEffect(() => {
    observe({ picture: { sample, layer, ...(maps ? { small: { from: first, to: last } } : {}) } });
  }, [observe, sample, layer, maps, first, last]);
  useEffect(() => () => observe({ picture: undefined }), [observe]);
  const meta = useMeta('network', t('network.title'), t('network.help'));
  const fits = picture && picture.layers.length === names.length;
  const editable =
    fits &&
    hidden <= editableSize &&
    picture.layers.every(({ units }) => units <= editableSize) &&
    picture.features <= 2 * editableSize;
  // The same element each time, so that it is not drawn again with the picture.
  const tools = useMemo(
    () => (
      <SegmentedControl
        aria-label={t('network.color')}
        value={colorBy}
        onChange={(value) => {
          useGuide.getState().use('color');
          choose({ color: value });
        }}
        data={[
          { value: 'signal', label: t('network.bySignal') },
          { value: 'activation', label: t('network.byActivation') },
          ...(plane ? [{ value: 'plane' as const, label: t('network.byPlane') }] : []),
        ]}
      />
    ),
    [t, plane, colorBy, choose],
  );
  const height = editable ? heights.large : heights.usual;
  const { columns, layers } = fits
    ? networkColumns(
        picture,
        layerValues(history, 'signalNorm', at),
        names,
        { first, last },
        t('network.inputs'),
      )
    : { columns: [], layers: [] };
  return (
    <div ref={ref} style={{ minHeight: height + 50, position: 'relative' }}>
      {fits && (
        <>
          <NetworkDiagram
            meta={meta}
            columns={columns}
            colorBy={colorBy === 'plane' && !plane ? 'signal' : colorBy}
            height={height}
            selected={
              picked && layers.includes(picked.layer)
                ? { column: layers.indexOf(picked.layer), unit: picked.unit }
                : undefined
            }
            pointed={layers.map((l) => isWithin(pointed, l))}
            onPoint={(column) => {
              const l = column === undefined ? -1 : layers[column]!;
              point(l < 0 ? undefined : [l, l + 1]);
            }}
            onSelect={(column, unit) => {
              markUsed('unit');
              choose({ layer: layers[column]!, unit, from: 0 });
            }}
            onSelectWeight={
              editable ? (column, from, unit) => choose({ layer: layers[column]!, unit, from }) : undefined
            }
            tools={tools}
          />
          <NetworkHints height={height} />
          {last - first < hidden && (
            <Group gap={8} wrap="nowrap">
              <Text size="xs">{t('network.lens', { from: first + 1, to: last })}</Text>
              <Slider
                size="xs"
                style={{ flex: 1 }}
                thumbLabel={t('network.lensLabel')}
                label={null}
                min={0}
                max={hidden - (last - first)}
                value={first}
                onChange={(lens) => choose({ lens })}
              />
            </Group>
          )}
          {picked && (
            <UnitPanel
              picked={picked}
              onPick={choose}
              onClose={() => choose({ layer: undefined, unit: 0, from: 0 })}
              picture={picture}
              names={names}
              editable={editable === true}
              sample={Math.min(sample, picture.samples - 1)}
              onSample={(sample) => choose({ sample })}
            />
          )}
        </>
      )}
    </div>
  );
}
