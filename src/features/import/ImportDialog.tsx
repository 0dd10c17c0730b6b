import { Alert, Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { DataSpec } from '../../data/sets';
import { importLimits } from '../../data/sets/limits';
import { keptContent } from '../../data/tables/keptContent';
import type { TableOptions } from '../../data/tables/tableOptions';
import { useLanguage } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { type ImportSource, useImporting } from '../../store/importing';
import { Columns } from './Columns';
import { DialectControls } from './DialectControls';
import { FileNotes } from './FileNotes';
import { Outcome } from './Outcome';
import { PicturesDialog } from './PicturesDialog';
import { Remedies } from './Remedies';
import { startOfText } from './startOfText';
import { TestFile } from './TestFile';
import { useIntoExperiment } from './useIntoExperiment';
import { useTableReader } from './useTableReader';

/** The import dialog: of pictures, or of a table with a control for each guess, the first rows, and a summary of the table. */
export default function ImportDialog() {
  const { source, pictures } = useImporting();
  if (pictures) return <PicturesDialog key={pictures.file} source={pictures} />;
  return source ? <Import key={source.file} source={source} /> : null;
}

function Import({ source }: { readonly source: ImportSource }) {
  const { t } = useTranslation('import');
  const language = useLanguage();
  const close = useImporting((importing) => importing.close);
  const [options, setOptions] = useState<TableOptions>(() => choicesOf(source));
  const into = useIntoExperiment(source.use);
  const [busy, setBusy] = useState(false);
  const [start, setStart] = useState<Blob>();
  const [test, setTest] = useState(source.test);
  const read = { ...source, test, content: start ?? source.content };
  const { overview, problem, stage, share, take } = useTableReader(read, options);
  const { content } = source;
  const [part, setPart] = useState<Blob>();
  useEffect(() => {
    if (typeof content !== 'string' && content.size > importLimits.bytes)
      void startOfText(content).then(setPart);
  }, [content]);
  const choose = (change: Partial<TableOptions>) => setOptions((before) => ({ ...before, ...change }));

  async function use() {
    if (!overview) return;
    setBusy(true);
    const whole = await take();
    const { columns, ...given } = options;
    const data = {
      kind: 'table',
      file: source.file,
      ...(await keptContent(whole.text, 'text')),
      ...overview.dialect,
      encoding: overview.encoding,
      header: overview.header,
      ...given,
      // Training uses the data that the user saw, even if the guesses change later.
      columns: overview.columns.map(({ name, role, kind }) => ({ name, role, kind })),
      target: overview.target,
      task: overview.task,
      missing: overview.missing,
      ...(whole.test
        ? { test: { file: whole.test.file, ...(await keptContent(whole.test.text, 'text')) } }
        : {}),
    };
    into(data);
  }

  return (
    <Modal opened onClose={close} size="min(1200px, 96vw)" title={t('title', { file: source.file })}>
      <Stack gap="sm">
        <FileNotes notes={source.notes} />
        {problem && (
          <Alert color="red" role="alert">
            {problem.in(language)}
            <Remedies
              problem={problem}
              options={options}
              choose={choose}
              takeStart={part && (() => setStart(part))}
            />
          </Alert>
        )}
        {overview && <DialectControls overview={overview} choose={choose} ofText={source.content} />}
        {overview && (
          <>
            <Columns overview={overview} options={options} choose={choose} />
            <Outcome overview={overview} options={options} choose={choose} isRead={!problem}>
              {!source.also?.length && <TestFile file={test} use={setTest} />}
            </Outcome>
          </>
        )}
        <Group justify="flex-end">
          {stage && (
            <Group gap="xs" role="status">
              <Loader size="xs" />
              <Text size="sm">
                {t(stage)}
                {share !== undefined && ` ${Math.round(100 * share)} %`}
              </Text>
            </Group>
          )}
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button
            disabled={!overview || problem !== undefined || stage !== undefined}
            loading={busy}
            onClick={() => void use()}
          >
            {t('use')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** The earlier choices for a table that is in use already. */
function choicesOf({ chosen }: ImportSource): TableOptions {
  if (!chosen) return {};
  const { kind, file, text, hash, test, scaling, scaleTarget, testFraction, labelNoise, ...options } =
    chosen as Extract<DataSpec, { kind: 'table' }>;
  return options;
}
