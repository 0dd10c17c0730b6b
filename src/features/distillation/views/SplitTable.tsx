import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatNorm, formatNumber } from '../../../charts';
import type { LayerSplit } from '../../../engine/distillation/gradientSplit';
import { Term } from '../../study';

interface SplitTableProps {
  readonly layers: readonly LayerSplit[];
  readonly squared: boolean;
}

/** The numbers of a split, a layer each. */
export function SplitTable({ layers, squared }: SplitTableProps) {
  const { t } = useTranslation('distillationViews');
  const columns = [
    { name: t('hard'), meaning: t('splitNormsHelp'), of: ({ hard }: LayerSplit) => formatNorm(hard) },
    {
      name: t(squared ? 'softSquared' : 'soft'),
      meaning: t('splitNormsHelp'),
      of: ({ soft, softPlain }: LayerSplit) => formatNorm(squared ? soft : softPlain),
    },
    { name: 'cos', meaning: t('cosineHelp'), of: ({ cosine }: LayerSplit) => formatNumber(cosine) },
    {
      name: t('hardVariance'),
      meaning: t('varianceHelp'),
      of: ({ hardVariance }: LayerSplit) => formatNumber(hardVariance),
    },
    {
      name: t('softVariance'),
      meaning: t('varianceHelp'),
      of: ({ softVariance }: LayerSplit) => formatNumber(softVariance),
    },
  ];
  return (
    <div style={{ overflowX: 'auto', marginTop: 12 }}>
      <Table verticalSpacing={3} fz="xs" style={{ width: 'auto' }} data-testid="split">
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
          {layers.map((layer, l) => (
            <Table.Tr key={l}>
              <Table.Td>{l === layers.length - 1 ? t('output') : l + 1}</Table.Td>
              {columns.map(({ name, of }) => (
                <Table.Td key={name} style={{ whiteSpace: 'nowrap' }}>
                  {of(layer)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
