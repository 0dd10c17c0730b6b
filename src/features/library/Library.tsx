import { Button, FileButton, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useMemo, useState } from 'react';
import { download } from '../../charts';
import { useLanguage, useShownName, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { enumerationComma } from '../../schema/names';
import { presets } from '../../schema/presets';
import { useCompare } from '../../store/compare';
import { useLab } from '../../store/lab';
import { apartFile, type ExportOutcome, isNearlyFull, useLibrary } from '../../store/library';
import { Dismissible, EmptyState, RoomMessages } from '../study';
import { BadRecords } from './BadRecords';
import { Drafts } from './Drafts';
import { useQuery } from './query';
import { Runs } from './Runs';
import { chosen, type Filter, filters, type Order, orders } from './select';

/** The runs that this browser keeps. */
export default function Library() {
  const { t } = useTranslation('library');
  const stored = useLiveQuery(() => useLibrary.getState().list());
  const runs = stored?.runs;
  const [{ search, filter, order }, setQuery] = useQuery();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { measureQuota } = useLibrary.getState();
  useEffect(() => void measureQuota(), [measureQuota]);
  const nameOf = useShownName(presets);
  const shown = useMemo(
    () => chosen(runs ?? [], search, filter, order, nameOf),
    [runs, search, filter, order, nameOf],
  );
  const picked = shown.filter(({ id }) => selected.has(id));
  const compare = async () => {
    const runs = await Promise.all(picked.map(useLibrary.getState().whole));
    useCompare.getState().compare(runs.map(({ spec }) => spec));
    useLab.getState().go('compare');
  };
  const remove = () => {
    void useLibrary.getState().remove(picked.map(({ id }) => id));
    setSelected(new Set());
  };
  return (
    <Stack gap={10}>
      <Text size="sm" c="dimmed">
        {t('intro')}
      </Text>
      <Group gap={8} align="end">
        <TextInput
          size="xs"
          w={220}
          label={t('search')}
          placeholder={t('searchHint')}
          value={search}
          onChange={(event) => setQuery({ search: event.currentTarget.value })}
        />
        <NativeSelect
          size="xs"
          label={t('filter')}
          data={filters.map((value) => ({ value, label: t(`filters.${value}`) }))}
          value={filter}
          onChange={(event) => setQuery({ filter: event.currentTarget.value as Filter })}
        />
        <NativeSelect
          size="xs"
          label={t('order')}
          data={orders.map((value) => ({ value, label: t(`orders.${value}`) }))}
          value={order}
          onChange={(event) => setQuery({ order: event.currentTarget.value as Order })}
        />
        <Button size="xs" disabled={picked.length < 1} onClick={() => void compare()}>
          {t('compare', { count: picked.length })}
        </Button>
        <Button size="xs" variant="default" disabled={picked.length < 1} onClick={remove}>
          {t('delete', { count: picked.length })}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={!stored || stored.runs.length + stored.bad.length === 0}
          onClick={() => void exportAll()}
        >
          {t('exportAll')}
        </Button>
        <FileButton
          accept=".zip"
          onChange={(file) => file && void useLibrary.getState().importAll(file, file.name)}
        >
          {(props) => (
            <Button {...props} size="xs" variant="default">
              {t('import')}
            </Button>
          )}
        </FileButton>
        <Quota />
      </Group>
      {runs && <Drafts runs={runs} />}
      {runs?.length === 0 && (
        <EmptyState action={{ label: t('toLab'), act: () => useLab.getState().go('lab') }}>
          {t('empty')}
        </EmptyState>
      )}
      {runs && runs.length > 0 && shown.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('noneFound')}
        </Text>
      )}
      {stored && stored.bad.length > 0 && <BadRecords records={stored.bad} />}
      {shown.length > 0 && <Runs runs={shown} nameOf={nameOf} selected={selected} onSelect={setSelected} />}
      <Messages />
    </Stack>
  );
}

const exportAll = (): Promise<void> => useLibrary.getState().exportAll(download);

function Quota() {
  const { t } = useTranslation('library');
  const quota = useLibrary((library) => library.quota);
  if (!quota) return null;
  const size = (bytes: number) =>
    bytes < 1e9 ? `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
  return (
    <Text size="xs" c="dimmed" title={t(quota.lasting ? 'quotaHelp' : 'quotaUnsureHelp')} data-testid="quota">
      {t('quota', { used: size(quota.used), allowed: size(quota.allowed) })}
      {t(quota.lasting ? 'quotaLasting' : 'quotaUnsure')}
    </Text>
  );
}

/** The largest number of faults of a file that are shown. */
const shownFaults = 5;

/** What an export holds, and what it does not. */
function Exported({ outcome: { runs, files, apart, missing } }: { readonly outcome: ExportOutcome }) {
  const { t } = useTranslation('library');
  const text = useText();
  const names = (list: readonly string[]) =>
    list.slice(0, shownFaults).join(text(enumerationComma)) + (list.length > shownFaults ? ' …' : '');
  return (
    <>
      {t('exported', { count: runs })}
      {files > 1 && ` ${t('exportedFiles', { count: files })}`}
      {apart.length > 0 && (
        <Text size="sm" c="red">
          {t('exportedApart', { count: apart.length, names: names(apart), file: apartFile })}
        </Text>
      )}
      {missing.length > 0 && (
        <Text size="sm" c="red">
          {t('exportedMissing', { count: missing.length, names: names(missing) })}
        </Text>
      )}
    </>
  );
}

/** Messages about deleted, rejected, imported or lost runs. */
function Messages() {
  const { t } = useTranslation('library');
  const language = useLanguage();
  const { lost, quota, deleted, problem, imported, exported, undo, dismiss } = useLibrary();
  const full = lost ?? (isNearlyFull({ quota }) ? 'nearlyFull' : undefined);
  const [read, setRead] = useState<typeof full>();
  return (
    <RoomMessages>
      {full && read !== full && (
        <Dismissible color="yellow" onDismiss={() => setRead(full)}>
          {full === 'nearlyFull' ? (
            <Group gap={8}>
              {t('nearlyFull')}
              <Button size="compact-xs" onClick={() => void exportAll()}>
                {t('exportAll')}
              </Button>
            </Group>
          ) : (
            t(`lost.${full}`)
          )}
        </Dismissible>
      )}
      {problem && (
        <Dismissible color="red" onDismiss={dismiss}>
          {problem.in(language)}
        </Dismissible>
      )}
      {exported && (
        <Dismissible onDismiss={dismiss}>
          <Exported outcome={exported} />
        </Dismissible>
      )}
      {imported !== undefined && (
        <Dismissible onDismiss={dismiss}>
          {t('imported', { count: imported.added + imported.beside })}
          {imported.beside > 0 && ` ${t('importedBeside', { count: imported.beside })}`}
          {imported.known > 0 && ` ${t('importedKnown', { count: imported.known })}`}
          {imported.refused.slice(0, shownFaults).map((fault) => (
            <Text key={fault.message} size="sm" c="red">
              {fault.in(language)}
            </Text>
          ))}
          {imported.refused.length > shownFaults && (
            <Text size="sm" c="red">
              {t('importedRefused', { count: imported.refused.length - shownFaults })}
            </Text>
          )}
        </Dismissible>
      )}
      {deleted.length > 0 && (
        <Dismissible onDismiss={dismiss}>
          <Group gap={8}>
            {t('deleted', { count: deleted.length })}
            <Button size="compact-xs" onClick={() => void undo()}>
              {t('undo')}
            </Button>
          </Group>
        </Dismissible>
      )}
    </RoomMessages>
  );
}
