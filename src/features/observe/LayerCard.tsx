import { Group, NativeSelect, Popover, Stack, Table, Text } from '@mantine/core';
import { type Axis, formatNumber, formatPercent } from '../../charts';
import { activations } from '../../engine/activations';
import { layerQuantities } from '../../engine/telemetry';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { hiddenLayers } from '../../schema/experiment';
import { useLab } from '../../store/lab';
import { NumberField } from '../typedField';
import { quantityStyles } from './quantities';
import { useHistory } from './useFrames';

interface LayerCardProps {
  readonly layer: number;
  readonly name: string;
  readonly cardRef: (card: HTMLDivElement | null) => void;
  readonly onClose: () => void;
}

/** The card of a layer: its components and its measured quantities. The strip closes it, because a click on a layer is not outside. */
export default function LayerCard({ layer, name, cardRef, onClose }: LayerCardProps) {
  return (
    <Popover
      opened
      onChange={(open) => !open && onClose()}
      closeOnClickOutside={false}
      // The strip takes the key too, after the fields, which restore their value by it.
      closeOnEscape={false}
      withinPortal
      withRoles={false}
      trapFocus={false}
      returnFocus={false}
      width={330}
      shadow="md"
    >
      <Popover.Target>
        <span className="anchor" />
      </Popover.Target>
      <Popover.Dropdown ref={cardRef} role="dialog" aria-label={name}>
        <LayerFields layer={layer} />
      </Popover.Dropdown>
    </Popover>
  );
}

function LayerFields({ layer }: { readonly layer: number }) {
  const { t } = useTranslation('observe');
  const text = useText();
  const network = useLab((lab) => lab.spec.network);
  const { history, at } = useHistory();
  const edit = useLab((lab) => lab.edit);
  const { units, activation } = hiddenLayers(network)[layer]!;
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {t('layerTitle', { layer: layer + 1 })}
      </Text>
      <Group gap="xs" grow>
        <NumberField
          label={t('units')}
          name={t('units')}
          min={1}
          max={1024}
          integer
          value={units}
          onChange={(value) => edit(`network.hidden.${layer}.units`, value)}
        />
        <NativeSelect
          size="xs"
          label={t('layerActivation')}
          data={Object.entries(activations).map(([value, { title }]) => ({ value, label: text(title) }))}
          value={activation}
          onChange={(event) => edit(`network.hidden.${layer}.activation`, event.currentTarget.value)}
        />
      </Group>
      {history.length > 0 && (
        <Table verticalSpacing={1} fz="xs">
          <Table.Tbody>
            {layerQuantities.map((quantity) => {
              const { unit, percent }: Omit<Axis, 'label'> = quantityStyles[quantity];
              return (
                <Table.Tr key={quantity} title={t(`definitions.${quantity}`)}>
                  <Table.Td>{t(`quantities.${quantity}`)}</Table.Td>
                  <Table.Td ta="right">
                    {(percent ? formatPercent : formatNumber)(history.layer(at, layer, quantity))}
                  </Table.Td>
                  <Table.Td c="dimmed">{unit}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}
