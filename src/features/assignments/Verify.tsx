import { Button, FileButton, Group, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Problem } from '../../base/problem';
import { download } from '../../charts';
import { useLanguage } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import type { Assignment } from '../../schema/assignment/assignment';
import { answersIn, assignmentIn, type HandedIn } from '../../schema/assignment/collect';
import { readLabFile } from '../../store/readLabFile';
import { verdictsAsCsv } from '../../worker/verdicts';
import { ProblemLine } from './ProblemLine';
import { useVerify } from './useVerify';
import { VerdictTable } from './VerdictTable';

/** The teacher's page: the assignment, the answers of a class, and the verdict on each after it was run again. */
export function Verify() {
  const { t } = useTranslation('assignments');
  const language = useLanguage();
  const [assignment, setAssignment] = useState<Assignment>();
  const [handedIn, setHandedIn] = useState<readonly HandedIn[]>([]);
  const [links, setLinks] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const { verdicts, running, run, cancel, clear } = useVerify();
  /** Reads something; what is wrong with it is told below. */
  const reading = async (act: () => Promise<void>) => {
    setProblem(undefined);
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
  };
  const giveAssignment = (text: string, name: string) =>
    reading(async () => setAssignment(assignmentIn(text, name)));
  const giveFile = (file: File) =>
    reading(async () => {
      const given = await readLabFile(file, 'assignment');
      if (given) setAssignment(given);
    });
  const addFiles = (files: readonly File[]) =>
    reading(async () => {
      const found: HandedIn[] = [];
      for (const file of files) {
        found.push(...(await answersIn(new Uint8Array(await file.arrayBuffer()), file.name)));
      }
      clear();
      setHandedIn((before) => [...before, ...found]);
    });
  const addLinks = () =>
    reading(async () => {
      const found = await answersIn(new TextEncoder().encode(links), t('links'));
      clear();
      setHandedIn((before) => [...before, ...found]);
      setLinks('');
    });
  const judged = verdicts.filter((verdict) => verdict !== undefined);
  const passed = judged.filter(({ kind }) => kind === 'passed').length;
  return (
    <>
      <h2>{t('views.verify')}</h2>
      <p>{t('verifyIntroduction')}</p>
      <h3>{t('theAssignment')}</h3>
      <Group gap={8} align="flex-end">
        <FileButton accept=".json,application/json" onChange={(file) => file && void giveFile(file)}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="default">
              {t('assignmentFile')}
            </Button>
          )}
        </FileButton>
        <TextInput
          size="xs"
          label={t('assignmentLink')}
          value=""
          onChange={(event) => void giveAssignment(event.currentTarget.value, t('assignmentLink'))}
        />
        <Text size="sm" role="status">
          {assignment ? t('assignmentGiven', { name: assignment.name }) : t('assignmentMissing')}
        </Text>
      </Group>
      <h3>{t('answers')}</h3>
      <Group gap={8} align="flex-end">
        <FileButton multiple accept=".json,.txt,.zip" onChange={(files) => void addFiles(files)}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="default">
              {t('answerFiles')}
            </Button>
          )}
        </FileButton>
        <Textarea
          size="xs"
          autosize
          maxRows={4}
          label={t('answerLinks')}
          value={links}
          onChange={(event) => setLinks(event.currentTarget.value)}
        />
        <Button
          size="compact-sm"
          variant="default"
          disabled={links.trim() === ''}
          onClick={() => void addLinks()}
        >
          {t('addLinks')}
        </Button>
        <Text size="sm" role="status">
          {t('answerCount', { count: handedIn.length })}
        </Text>
      </Group>
      <ProblemLine problem={problem} />
      <Group gap={8} mt={14} mb={10}>
        <Button
          size="compact-md"
          disabled={handedIn.length === 0 || running}
          onClick={() => void run(handedIn, assignment)}
        >
          {t('runAgain')}
        </Button>
        {running && (
          <Button size="compact-md" variant="default" onClick={cancel}>
            {t('cancel')}
          </Button>
        )}
        <Button
          size="compact-md"
          variant="default"
          disabled={judged.length === 0 || running}
          onClick={() => download('verdicts.csv', verdictsAsCsv(judged, language), 'text/csv')}
        >
          {t('saveCsv')}
        </Button>
        <Button
          size="compact-md"
          variant="subtle"
          disabled={handedIn.length === 0}
          onClick={() => {
            clear();
            setHandedIn([]);
          }}
        >
          {t('clear')}
        </Button>
        {judged.length > 0 && (
          <Text size="sm" role="status">
            {t('passedOf', { passed, count: verdicts.length })}
          </Text>
        )}
      </Group>
      {verdicts.length > 0 && <VerdictTable verdicts={verdicts} />}
    </>
  );
}
