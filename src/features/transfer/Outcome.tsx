import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { download } from '../../charts';
import { transferTable } from '../../engine/transfer/outcomes';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { sweptName } from '../../schema/transfer';
import { useTransfer } from '../../store/transfer';
import { OutcomeBar, runKind } from '../study';
import { MethodOutcomes } from './MethodOutcomes';
import { type RunSelection, resultsFile, rowsOf } from './results';
import { useResults } from './useResults';
import { useView } from './views/view';

/** Every method's outcomes: for the run on screen, over seeds, or at one value of the sweep. */
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
  const { results: wanted, value: place, choose } = useView();
  const runs = runKind(counts, wanted);
  const { kind } = runs;
  const values = spec.sweep?.values ?? [];
  const at = Math.min(place, values.length - 1);
  const source = useMemo<RunSelection>(
    () => (kind === 'sweep' ? { kind, place: Math.max(0, at) } : { kind }),
    [kind, at],
  );
  const results = useResults(source);
  const save = () => {
    const { repeats, results: swept, methods } = useTransfer.getState();
    const rows =
      kind === 'sweep'
        ? transferTable(spec, swept)
        : rowsOf(spec, source, kind === 'live' ? [{ index: 0, methods }] : repeats);
    download('transfer.csv', resultsFile(spec, kind, rows), 'text/csv');
  };
  if (kind === 'live' && !begun) return null;
  return (
    <Stack gap={6}>
      <OutcomeBar {...runs} choose={(next) => choose({ results: next })} onSave={save}>
        {kind === 'sweep' && (
          <Group gap={6}>
            <Text size="xs" component="label" htmlFor="transfer-at">
              {text(sweptName(spec, spec.sweep!.over))}
            </Text>
            <NativeSelect
              id="transfer-at"
              size="xs"
              value={String(at)}
              onChange={(event) => choose({ value: Number(event.currentTarget.value) })}
              data={values.map((value, i) => ({ value: String(i), label: String(value ?? t('all')) }))}
            />
          </Group>
        )}
      </OutcomeBar>
      <MethodOutcomes results={results} many={kind !== 'live'} />
    </Stack>
  );
}
