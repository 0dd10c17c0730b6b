import './runs.css';
import { ActionIcon, Button, Checkbox, Group, Table, TagsInput, Text, TextInput } from '@mantine/core';
import { IconPin, IconPinFilled, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { formatNumber, formatPercent, Sideways } from '../../charts';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { describe } from '../../schema/describe';
import { comma } from '../../schema/names';
import type { StoredRun } from '../../store/database';
import { useLab } from '../../store/lab';
import { historyOf, useLibrary } from '../../store/library';
import { adopt } from '../../store/recorder';
import { Thumbnail } from './Thumbnail';

interface RunsProps {
  readonly runs: readonly StoredRun[];
  /** The name of a run as the page shows it. */
  readonly nameOf: (name: string) => string;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
}

/** The number of runs shown at once; a click shows the rest. */
const pageSize = 50;

/** The table of stored runs, one row each. */
export function Runs({ runs, nameOf, selected, onSelect }: RunsProps) {
  const { t } = useTranslation('library');
  const [count, setCount] = useState(pageSize);
  const shown = runs.slice(0, count);
  const select = (id: string, is: boolean) => {
    const next = new Set(selected);
    if (is) next.add(id);
    else next.delete(id);
    onSelect(next);
  };
  return (
    <Sideways>
      <Table className="runs" verticalSpacing={4} withTableBorder data-testid="library">
        <Table.Thead>
          <Table.Tr>
            <Table.Th data-label={t('selectAll')}>
              <Checkbox
                size="xs"
                aria-label={t('selectAll')}
                checked={shown.length > 0 && shown.every(({ id }) => selected.has(id))}
                onChange={(event) =>
                  onSelect(new Set(event.currentTarget.checked ? runs.map(({ id }) => id) : []))
                }
              />
            </Table.Th>
            <Table.Th title={t('thumbnailHelp')}>{t('thumbnail')}</Table.Th>
            <Table.Th>{t('name')}</Table.Th>
            <Table.Th>{t('state')}</Table.Th>
            <Table.Th title={t('lossHelp')}>{t('loss')}</Table.Th>
            <Table.Th title={t('accuracyHelp')}>{t('accuracy')}</Table.Th>
            <Table.Th>{t('tags')}</Table.Th>
            <Table.Th>{t('note')}</Table.Th>
            <Table.Th>
              <span className="visually-hidden">{t('actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((run) => (
            <Row
              key={run.id}
              run={run}
              name={nameOf(run.name)}
              selected={selected.has(run.id)}
              onSelect={(is) => select(run.id, is)}
            />
          ))}
        </Table.Tbody>
      </Table>
      {runs.length > count && (
        <Button size="compact-xs" variant="default" mt={6} onClick={() => setCount(count + pageSize)}>
          {t('more', { count: runs.length - count })}
        </Button>
      )}
    </Sideways>
  );
}

function Row({
  run,
  name,
  selected,
  onSelect,
}: {
  readonly run: StoredRun;
  readonly name: string;
  readonly selected: boolean;
  readonly onSelect: (is: boolean) => void;
}) {
  const { t, i18n } = useTranslation('library');
  const text = useText();
  const { relabel, remove } = useLibrary.getState();
  const { id, spec, step, end, updated, loss, accuracy, tags, note, pinned } = run;
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          size="xs"
          aria-label={t('select', { name })}
          checked={selected}
          onChange={(event) => onSelect(event.currentTarget.checked)}
        />
      </Table.Td>
      <Table.Td>
        <Thumbnail losses={run.losses} profile={run.profile} />
      </Table.Td>
      <Table.Td>
        <Written
          label={t('nameOf', { name })}
          value={name}
          onChange={(next) => void relabel(id, { name: next.slice(0, 200) || run.name })}
        />
        <Text size="xs" c="dimmed">
          {describe(spec, text)}
        </Text>
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <Text size="xs">{`${t('atStep', { step })}${text(comma)}${t(`ends.${end}`)}`}</Text>
        <Text size="xs" c="dimmed">
          {new Date(updated).toLocaleString(i18n.language)}
        </Text>
      </Table.Td>
      {/* The loss of a run that diverged may not be a number; its state says why. */}
      <Table.Td data-label={t('loss')}>{Number.isNaN(loss) ? '–' : formatNumber(loss)}</Table.Td>
      <Table.Td data-label={t('accuracy')}>{formatPercent(accuracy)}</Table.Td>
      <Table.Td>
        <TagsInput
          size="xs"
          variant="unstyled"
          aria-label={t('tagsOf', { name })}
          placeholder={tags.length === 0 ? t('addTag') : ''}
          value={[...tags]}
          onChange={(next) => void relabel(id, { tags: next })}
        />
      </Table.Td>
      <Table.Td>
        <Written
          label={t('noteOf', { name })}
          placeholder={t('addNote')}
          value={note}
          onChange={(next) => void relabel(id, { note: next })}
        />
      </Table.Td>
      <Table.Td>
        <Group gap={4} wrap="nowrap">
          <Button size="compact-xs" variant="default" onClick={() => void openRun(run)}>
            {t('open')}
          </Button>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={t(pinned ? 'unpin' : 'pin', { name })}
            aria-pressed={pinned}
            onClick={() => void relabel(id, { pinned: !pinned })}
          >
            {pinned ? <IconPinFilled size={14} /> : <IconPin size={14} />}
          </ActionIcon>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={t('deleteOne', { name })}
            onClick={() => void remove([id])}
          >
            <IconTrash size={14} />
          </ActionIcon>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

/** Opens a run in the lab with its recorded data. */
async function openRun(listed: StoredRun): Promise<void> {
  const run = await useLibrary.getState().whole(listed);
  const numbers = await useLibrary.getState().numbersOf(run.id);
  const { open, openRecorded, go, refuse } = useLab.getState();
  if (numbers) {
    const history = historyOf(numbers);
    adopt(history, run);
    openRecorded({ ...run.spec, name: run.name }, history, numbers.checkpoint);
  } else open(run.spec);
  const { problem } = useLibrary.getState();
  // The experiment opens without the numbers that can't be used.
  if (problem) refuse('file', problem);
  go('lab');
}

/** A text field that takes effect on blur or Enter. */
function Written({
  label,
  value,
  placeholder,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <TextInput
      size="xs"
      variant="unstyled"
      aria-label={label}
      placeholder={placeholder}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => typed !== value && onChange(typed)}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}
