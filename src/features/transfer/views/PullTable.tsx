import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatNorm, formatNumber } from '../../../charts';
import type { Pull } from '../../../engine/transfer/probe';
import { degreesOf, wholePull } from '../../../engine/transfer/pull';
import { Term } from '../../study';

/** What both domains ask of each layer, in numbers; all layers together last. */
export function PullTable({ layers }: { readonly layers: readonly Pull[] }) {
  const { t } = useTranslation('transferViews');
  const columns = [
    { name: t('ofSource'), meaning: t('pullHelp'), of: ({ source }: Pull) => formatNorm(source) },
    { name: t('ofTarget'), meaning: t('pullHelp'), of: ({ target }: Pull) => formatNorm(target) },
    { name: 'cos', meaning: t('cosineHelp'), of: ({ cosine }: Pull) => formatNumber(cosine) },
    { name: t('angle'), meaning: t('angleHelp'), of: ({ cosine }: Pull) => formatNumber(degreesOf(cosine)) },
  ];
  const last = layers.length - 1;
  const rows = [
    ...layers.map((layer, l) => ({ name: l === last ? t('output') : String(l + 1), layer })),
    { name: t('allLayers'), layer: wholePull(layers) },
  ];
  return (
    <div style={{ overflowX: 'auto' }}>
      <Table verticalSpacing={3} fz="xs" style={{ width: 'auto' }} data-testid="pulls">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('layerShort')}</Table.Th>
            {columns.map(({ name, meaning }) => (
              <Table.Th key={name}>
                <Term name={name} meaning={meaning} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ name, layer }) => (
            <Table.Tr key={name}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{name}</Table.Td>
              {columns.map((column) => (
                <Table.Td key={column.name} style={{ whiteSpace: 'nowrap' }}>
                  {column.of(layer)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
