import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatNorm, formatNumber } from '../../../charts';
import { combineGradients, degreesOf } from '../../../engine/transfer/domainGradients';
import type { DomainGradients } from '../../../engine/transfer/probe';
import { Term } from '../../study';

/** What both domains ask of each layer, in numbers; all layers together last. */
export function DomainGradientTable({ layers }: { readonly layers: readonly DomainGradients[] }) {
  const { t } = useTranslation('transferViews');
  const columns = [
    { name: t('ofSource'), meaning: t('pullHelp'), of: ({ source }: DomainGradients) => formatNorm(source) },
    { name: t('ofTarget'), meaning: t('pullHelp'), of: ({ target }: DomainGradients) => formatNorm(target) },
    { name: 'cos', meaning: t('cosineHelp'), of: ({ cosine }: DomainGradients) => formatNumber(cosine) },
    {
      name: t('angle'),
      meaning: t('angleHelp'),
      of: ({ cosine }: DomainGradients) => formatNumber(degreesOf(cosine)),
    },
  ];
  const last = layers.length - 1;
  const rows = [
    ...layers.map((layer, l) => ({ name: l === last ? t('output') : String(l + 1), layer })),
    { name: t('allLayers'), layer: combineGradients(layers) },
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
