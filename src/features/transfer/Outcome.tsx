import { Button, Group, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../../charts';
import { transferTable } from '../../engine/transfer/outcomes';
import { useText } from '../../locales/useText';
import { useTransfer } from '../../store/transfer';
import { MethodOutcomes } from './MethodOutcomes';
import { type RunSelection, resultsFile, rowsOf } from './results';
import { fieldName } from './transferSweepFields';
import { useResults } from './useResults';

/** How every method did: of the run on screen, over seeds, or at a value of the sweep. */
export function Outcome() {
  const { t } = useTranslation('transfer');
  const text = useText();
  const spec = useTransfer((transfer) => transfer.spec);
  const counts = {
    live: 1,
    seeds: useTransfer((transfer) => transfer.repeats.length),
    sweep: useTransfer((transfer) => (transfer.spec.sweep ? transfer.results.length : 0)),
  };
  const begun = useTransfer((transfer) => transfer.methods.length > 0);
  const [wanted, setWanted] = useState<RunSelection['kind']>();
  const [place, setPlace] = useState(0);
  const newest = counts.seeds > 0 ? 'seeds' : counts.sweep > 0 ? 'sweep' : 'live';
  const kind = wanted && counts[wanted] > 0 ? wanted : newest;
  const values = spec.sweep?.values ?? [];
  const at = Math.min(place, values.length - 1);
  const source = useMemo<RunSelection>(
    () => (kind === 'sweep' ? { kind, place: Math.max(0, at) } : { kind }),
    [kind, at],
  );
  const results = useResults(source);
  const kinds = (['live', 'seeds', 'sweep'] as const).filter((one) => counts[one] > 0);
  const save = () => {
    const { repeats, results: swept, methods } = useTransfer.getState();
    const rows =
      kind === 'sweep'
        ? transferTable(spec, swept)
        : rowsOf(spec, source, kind === 'live' ? [{ index: 0, methods }] : repeats);
    download('transfer.csv', resultsFile(spec, kind, rows), 'text/csv');
  };
  return (
    <Stack gap={6}>
      <Group gap={8}>
        {kinds.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={t('numbers')}
            value={kind}
            onChange={(value) => setWanted(value as RunSelection['kind'])}
            data={kinds.map((value) => ({ value, label: t(`sources.${value}`, { count: counts[value] }) }))}
          />
        )}
        {kind === 'sweep' && (
          <Group gap={6}>
            <Text size="xs" component="label" htmlFor="transfer-at">
              {text(fieldName(spec, spec.sweep!.over))}
            </Text>
            <NativeSelect
              id="transfer-at"
              size="xs"
              value={String(at)}
              onChange={(event) => setPlace(Number(event.currentTarget.value))}
              data={values.map((value, i) => ({ value: String(i), label: String(value ?? t('all')) }))}
            />
          </Group>
        )}
        <Button size="xs" variant="default" disabled={kind === 'live' && !begun} onClick={save}>
          {t('saveNumbers')}
        </Button>
      </Group>
      <MethodOutcomes results={results} many={kind !== 'live'} />
    </Stack>
  );
}
