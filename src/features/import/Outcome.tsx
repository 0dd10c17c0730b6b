import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  handlingTitles,
  type MissingHandling,
  missingHandlings,
  taskTitles,
} from '../../data/tables/choices';
import type { TableOverview } from '../../data/tables/overview';
import type { TableOptions } from '../../data/tables/tableOptions';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { enumerationComma } from '../../schema/names';

interface Props {
  readonly overview: TableOverview;
  readonly options: TableOptions;
  choose(change: Partial<TableOptions>): void;
  /** Whether the table can be used as it is chosen, so that there is something to tell. */
  readonly isRead: boolean;
  /** The choice of a second file. */
  readonly children: ReactNode;
}

/** The learning target, the treatment of missing values, and the rows that were read and left out. */
export function Outcome({ overview, options, choose, isRead, children }: Props) {
  const { t } = useTranslation('import');
  const text = useText();
  const { columns, target, task, missing } = overview;
  const numeric = columns.find(({ name }) => name === target)?.kind === 'number';
  return (
    <Stack gap={6}>
      <Group gap="sm" align="flex-end">
        <NativeSelect
          size="xs"
          label={t('target')}
          value={target}
          data={columns.map(({ name }) => name)}
          onChange={(event) =>
            choose({
              target: event.currentTarget.value,
              task: 'auto',
              columns: (options.columns ?? []).filter(({ role }) => role !== 'target'),
            })
          }
        />
        <NativeSelect
          size="xs"
          label={t('task')}
          value={task}
          disabled={!numeric}
          data={(['classification', 'regression'] as const).map((value) => ({
            value,
            label: text(taskTitles[value]),
          }))}
          onChange={(event) => choose({ task: event.currentTarget.value as 'classification' | 'regression' })}
        />
        <NativeSelect
          size="xs"
          label={t('missing')}
          value={missing}
          data={missingHandlings
            .filter((value) => value !== 'auto')
            .map((value) => ({ value, label: text(handlingTitles[value]) }))}
          onChange={(event) => choose({ missing: event.currentTarget.value as MissingHandling })}
        />
        {children}
      </Group>
      {isRead && <ReadSummary overview={overview} />}
    </Stack>
  );
}

function ReadSummary({ overview }: { readonly overview: TableOverview }) {
  const { t } = useTranslation('import');
  const text = useText();
  const { rows, read, columns, dropped, classes, incomplete, missing, remarks } = overview;
  const largest = classes.reduce((most, { count }) => Math.max(most, count), 0);
  const alone = classes.filter(({ count }) => count === 1);
  return (
    <Stack gap={2} role="status" fz="sm">
      <Text size="sm" fw={500}>
        {t('read', { rows, read, columns: columns.length })}
      </Text>
      {dropped.map(({ reason, count, lines }) => (
        <Text size="sm" key={reason.en}>
          {t('left', {
            count,
            reason: text(reason),
            lines: lines.join(text(enumerationComma)) + (count > lines.length ? ' …' : ''),
          })}
        </Text>
      ))}
      {missing !== 'drop' && incomplete > 0 && <Text size="sm">{t('filled', { count: incomplete })}</Text>}
      {remarks.map((remark) => (
        <Text size="sm" key={remark.en}>
          {text(remark)}
        </Text>
      ))}
      {columns
        .filter(({ unreadable }) => unreadable > 0)
        .map(({ name, unreadable, examples }) => (
          <Text size="sm" key={name}>
            {t('unreadable', { name, count: unreadable, line: examples[0]!.line, cell: examples[0]!.cell })}
          </Text>
        ))}
      {classes.length > 0 && (
        <Text size="sm">
          {t('classes', {
            list: classes
              .slice(0, 20)
              .map(({ name, count }) => `${name} ${count}`)
              .join(text(enumerationComma)),
            more: classes.length > 20 ? ' …' : '',
            share: `${((100 * largest) / read).toFixed(1)} %`,
          })}
        </Text>
      )}
      {alone.length > 0 && (
        <Text size="sm">
          {t('alone', { list: alone.map(({ name }) => name).join(text(enumerationComma)) })}
        </Text>
      )}
    </Stack>
  );
}
