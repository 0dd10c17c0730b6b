import { NativeSelect, Table, Text } from '@mantine/core';
import type { Fitting, LayerChoice } from '../../exports/weights';
import { useTranslation } from '../../locales/useTranslation';
import type { Row } from './matched';

interface LayerRowProps {
  readonly name: string;
  readonly row: Row;
  change(changes: LayerChoice): void;
}

/** A matrix and its direction as the value of an option. */
const optionOf = ({ name, isTransposed }: Fitting): string => `${isTransposed ? 'T' : 'N'}${name}`;

/** The weights and the biases of one layer, to choose among the tensors that fit. */
export function LayerRow({ name, row: { weights, weight, biases, bias }, change }: LayerRowProps) {
  const { t } = useTranslation('weights');
  const labelOf = ({ name, shape, isTransposed, inputs, units }: Fitting) =>
    `${name} [${shape.join(', ')}]${inputs === units && !isTransposed ? ` (${t('asKeras')})` : ''}`;
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      <Table.Td>
        <NativeSelect
          size="xs"
          aria-label={t('weightsOf', { layer: name })}
          value={weight ? optionOf(weight) : ''}
          disabled={weights.length === 0}
          data={[
            { value: '', label: t('none') },
            ...weights.map((one) => ({ value: optionOf(one), label: labelOf(one) })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            change({
              weight:
                value === '' ? undefined : { name: value.slice(1), isTransposed: value.startsWith('T') },
            })
          }
        />
      </Table.Td>
      <Table.Td>
        {weight && (
          <Text size="xs" span>
            {`${weight.inputs} → ${weight.units}: `}
            {t(weight.isTransposed ? 'transposed' : 'asIs')}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <NativeSelect
          size="xs"
          aria-label={t('biasesOf', { layer: name })}
          value={bias ?? ''}
          disabled={!weight}
          data={[
            { value: '', label: t('zero') },
            ...biases.map((one) => ({ value: one.name, label: `${one.name} [${one.shape.join(', ')}]` })),
          ]}
          onChange={({ currentTarget: { value } }) => change({ bias: value === '' ? undefined : value })}
        />
      </Table.Td>
    </Table.Tr>
  );
}
