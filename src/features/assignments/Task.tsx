import { Button, Group, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { changesOf } from '../../schema/assignment/changes';
import { useExercise } from '../../store/exercise';
import { useLab } from '../../store/lab';
import { AssignmentText } from './AssignmentText';
import { ProblemLine } from './ProblemLine';
import { startAssignment } from './startAssignment';
import { useVerify } from './useVerify';
import { VerdictTable } from './VerdictTable';

/** The assignment or the answer that a link or a file opened. */
export function Task() {
  const { t } = useTranslation('assignments');
  const text = useText();
  const { assignment, answer, problem } = useExercise();
  const { verdicts, running, run } = useVerify();
  const changes = useMemo(() => answer && changesOf(answer.assignment, answer.experiment), [answer]);
  if (!assignment) {
    return (
      <>
        <h2>{t('views.task')}</h2>
        <ProblemLine problem={problem} />
        <p>{t('noTask')}</p>
      </>
    );
  }
  return (
    <>
      <h2>{assignment.name}</h2>
      <ProblemLine problem={problem} />
      <AssignmentText assignment={assignment} />
      {!answer && <Button onClick={() => startAssignment(assignment)}>{t('startTask')}</Button>}
      {answer && changes && (
        <>
          <h3>{answer.student ? t('answerOf', { name: answer.student }) : t('anAnswer')}</h3>
          <p>
            {changes.words.length > 0 ? changes.words.map(text).join(t('listComma')) : t('nothingChanged')}
          </p>
          <Group gap={8}>
            <Button
              disabled={running}
              onClick={() => void run([{ source: assignment.name, ...answer }], undefined)}
            >
              {t('runAgain')}
            </Button>
            <Button
              variant="default"
              onClick={() => {
                useLab.getState().open(answer.experiment);
                useLab.getState().go('lab');
              }}
            >
              {t('openAnswer')}
            </Button>
          </Group>
          <Text size="sm" c="dimmed" mt={8}>
            {t('ownWord')}
          </Text>
          {verdicts.length > 0 && <VerdictTable verdicts={verdicts} />}
        </>
      )}
    </>
  );
}
