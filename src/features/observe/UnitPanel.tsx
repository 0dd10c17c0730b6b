import { CloseButton, Group, Stack, Text } from '@mantine/core';
import { formatMeasured, formatNorm, layerTitle, UnitMap } from '../../charts';
import { useTranslation } from '../../locales/useTranslation';
import { useLab } from '../../store/lab';
import type { NetworkPicture } from '../../worker/protocol';
import { NumberField } from '../typedField';
import { useMeta } from './useMeta';
import { presentWeights, withWeight } from './weights';

/** A unit of a layer (counted from 0, output layer last), and the preceding unit from which a weight comes. */
export interface Picked {
  readonly layer: number;
  readonly unit: number;
  readonly from: number;
}

interface UnitPanelProps {
  readonly picked: Picked;
  readonly onPick: (picked: Picked) => void;
  readonly onClose: () => void;
  readonly picture: NetworkPicture;
  readonly names: readonly string[];
  readonly editable: boolean;
  readonly sample: number;
  readonly onSample: (sample: number) => void;
}

/** One unit: its values for the sample and over the plane. In a small network the user can edit its bias and weights. */
export function UnitPanel(props: UnitPanelProps) {
  const { picked, onPick, onClose, picture, names, editable, sample, onSample } = props;
  const { t } = useTranslation('observe');
  const { t: words } = useTranslation('charts');
  const layer = Math.min(picked.layer, names.length - 1);
  const { units, activations, signals } = picture.layers[layer]!;
  const unit = Math.min(picked.unit, units - 1);
  const meta = useMeta(
    'unit',
    t('network.unitTitle', { layer: layerTitle(words, names[layer]!), unit: unit + 1 }),
    t('network.unitHelp'),
  );
  const maps = picture.maps?.layer === layer ? picture.maps : undefined;
  const drawn = unit < activations.length;
  return (
    <Group gap="md" align="flex-start" wrap="nowrap" className="unit-panel" data-testid="unit-panel">
      <Stack gap={4} style={{ flex: 1 }}>
        <Group gap="xs">
          <Field
            label={t('network.layer')}
            value={layer + 1}
            most={names.length}
            onChange={(n) => onPick({ layer: n - 1, unit: 0, from: 0 })}
          />
          <Field
            label={t('network.unit')}
            value={unit + 1}
            most={units}
            onChange={(n) => onPick({ ...picked, layer, unit: n - 1 })}
          />
          <Field
            label={t('network.sample')}
            value={sample + 1}
            most={picture.samples}
            onChange={(n) => onSample(n - 1)}
          />
          {drawn && (
            <Text size="xs">
              a = {formatMeasured(activations[unit]!)}, |δ| = {formatNorm(signals[unit]!)}
            </Text>
          )}
        </Group>
        {editable && <WeightFields picked={{ ...picked, layer, unit }} onPick={onPick} />}
      </Stack>
      {maps && (
        <div style={{ width: 210, minWidth: 0 }}>
          <UnitMap
            meta={meta}
            resolution={maps.resolution}
            values={Array.from(
              { length: maps.resolution ** 2 },
              (_, place) => maps.values[place * maps.units + unit]!,
            )}
            height={96}
          />
        </div>
      )}
      <CloseButton size="sm" aria-label={t('network.closeUnit')} onClick={onClose} />
    </Group>
  );
}

/** A unit's bias and one of its incoming weights. An edit starts a run from the present weights with that value changed. */
function WeightFields({
  picked,
  onPick,
}: {
  readonly picked: Picked;
  readonly onPick: (picked: Picked) => void;
}) {
  const { t } = useTranslation('observe');
  const spec = useLab((lab) => lab.spec);
  const checkpoint = useLab((lab) => lab.checkpoints.at(-1));
  const playing = useLab((lab) => lab.status === 'playing');
  const { edit } = useLab.getState();
  const weights = checkpoint && presentWeights(checkpoint, spec);
  const own = weights?.[picked.layer];
  if (!weights || !own) {
    return (
      <Text size="xs" c="dimmed">
        {t('network.notEditable')}
      </Text>
    );
  }
  const from = Math.min(picked.from, own.weights.length - 1);
  const change = (place: 'bias' | number, value: number) =>
    edit('network.initializer', withWeight(weights, { ...picked, from: place }, value));
  return (
    <Group gap="xs" align="flex-end">
      <ValueField
        label={t('network.bias')}
        value={own.biases[picked.unit]!}
        disabled={playing}
        onChange={(value) => change('bias', value)}
      />
      <Field
        label={t('network.weightFrom')}
        value={from + 1}
        most={own.weights.length}
        onChange={(n) => onPick({ ...picked, from: n - 1 })}
      />
      <ValueField
        label={t('network.weight')}
        value={own.weights[from]![picked.unit]!}
        disabled={playing}
        onChange={(value) => change(from, value)}
      />
      <Text size="xs" c="dimmed" style={{ flex: '1 1 160px' }}>
        {t(playing ? 'network.pauseToEdit' : 'network.editHelp')}
      </Text>
    </Group>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

function Field({ label, value, most, onChange }: FieldProps) {
  return (
    <Group gap={4} wrap="nowrap">
      <Text size="xs">{label}</Text>
      <NumberField
        name={label}
        width={60}
        min={1}
        max={most}
        integer
        value={Math.min(value, most)}
        onChange={onChange}
      />
    </Group>
  );
}

interface ValueFieldProps {
  readonly label: string;
  readonly value: number;
  readonly disabled: boolean;
  readonly onChange: (value: number) => void;
}

function ValueField({ label, value, disabled, onChange }: ValueFieldProps) {
  const shown = Number(value.toPrecision(4));
  return (
    <Group gap={4} wrap="nowrap">
      <Text size="xs">{label}</Text>
      <NumberField name={label} width={96} disabled={disabled} value={shown} onChange={onChange} />
    </Group>
  );
}
