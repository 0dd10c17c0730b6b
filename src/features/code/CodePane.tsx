import { SegmentedControl } from '../../charts/SegmentedControl';
import './code.css';
import { Button, CloseButton, Group, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ExportFormat } from '../../exports';
import { betweenSentences, useLanguage } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { enumerationComma } from '../../schema/names';
import { showCode, useCodeLibrary } from '../../store/codePane';
import { type CodeLibrary, codeLibraries } from '../../worker/code';
import { savedForPytorch } from '../share';
import { CodeLines } from './CodeLines';
import { lineNumbers } from './lineNumbers';
import { useCode, type WrittenCode } from './useCode';

/** The libraries' own names. */
const names = { pytorch: 'PyTorch', keras: 'Keras 3', tensorflow: 'TensorFlow.js' } as const satisfies Record<
  CodeLibrary,
  string
>;

/** What a library's code is saved as, and the ending that its button names. */
const formats = {
  pytorch: { pytorch: '.py', notebook: '.ipynb' },
  keras: { keras: '.py' },
  tensorflow: { tensorflow: '.mjs' },
} as const satisfies Record<CodeLibrary, Partial<Record<ExportFormat, string>>>;

/** How long a reader of the screen waits for a setting to come to rest, in milliseconds. */
const rest = 600;

/** The experiment as code beside the lab: it changes with every setting, and says which lines did. */
export default function CodePane() {
  const { t } = useTranslation('code');
  // The page shows the pane only while the address names a library.
  const library = useCodeLibrary() ?? 'pytorch';
  const code = useCode(library);
  return (
    <section className="code-pane" aria-label={t('title')}>
      <Group gap={6} px={8} py={4}>
        <Title order={2} className="visually-hidden">
          {t('title')}
        </Title>
        <SegmentedControl
          aria-label={t('library')}
          value={library}
          onChange={showCode}
          data={codeLibraries.map((value) => ({ value, label: names[value] }))}
        />
        <Copy key={library} library={library} />
        {Object.entries(formats[library]).map(([format, ending]) => (
          <Button
            key={format}
            size="compact-xs"
            variant="default"
            aria-label={t('save', { ending })}
            title={t('save', { ending })}
            onClick={() => void savedForPytorch().then(({ saveAs }) => saveAs(format as ExportFormat))}
          >
            {ending}
          </Button>
        ))}
        <CloseButton
          size="sm"
          ml="auto"
          aria-label={t('close')}
          title={t('close')}
          onClick={() => showCode(undefined)}
        />
      </Group>
      <CodeLines lines={code.lines} />
      <CodeStatus code={code} />
    </section>
  );
}

/** Copies the whole file, numbers included. */
function Copy({ library }: { readonly library: CodeLibrary }) {
  const { t } = useTranslation('code');
  const [state, setState] = useState<'copy' | 'copied' | 'refused'>('copy');
  return (
    <Button
      size="compact-xs"
      variant="default"
      onClick={() => void savedForPytorch().then(async ({ copyAs }) => setState(await copyAs(library)))}
      onBlur={() => setState('copy')}
    >
      <span aria-live="polite">{t(state)}</span>
    </Button>
  );
}

/** What the last change did to the code, or why there is none. */
function CodeStatus({ code: { lines, problem, crash } }: { readonly code: WrittenCode }) {
  const { t } = useTranslation('code');
  const language = useLanguage();
  const changed = lines.flatMap((line, i) => (line.changed ? [i + 1] : []));
  const removed = lines.reduce((sum, line) => sum + (line.removed ?? 0), 0);
  const ranges = lineNumbers(changed).join(enumerationComma[language]);
  const sentences = [
    ...(changed.length > 0 ? [t('changed', { count: changed.length, lines: ranges })] : []),
    ...(removed > 0 ? [t('removed', { count: removed })] : []),
  ];
  const status = problem
    ? problem.in(language)
    : crash !== undefined
      ? t('crashed', { message: crash })
      : sentences.join(betweenSentences[language]) || t('unchanged');
  const [announced] = useDebouncedValue(status, rest);
  const wrong = problem !== undefined || crash !== undefined;
  return (
    <Text size="xs" px={8} py={2} c={wrong ? 'red' : 'dimmed'} component="p" m={0}>
      <span aria-hidden>{status}</span>
      <span role="status" className="visually-hidden">
        {announced}
      </span>
    </Text>
  );
}
