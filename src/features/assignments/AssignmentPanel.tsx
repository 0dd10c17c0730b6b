import { Button, CloseButton, Group, Text, TextInput } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import './assignments.css';
import { Problem } from '../../base/problem';
import { download } from '../../charts';
import { isScore } from '../../engine/numeric/score';
import { betweenSentences, useText } from '../../locales/useText';
import { answerOf, type Claimed, serializeAnswer } from '../../schema/assignment/answer';
import { type Assignment, isSame, parseAssignmentText } from '../../schema/assignment/assignment';
import { changesOf } from '../../schema/assignment/changes';
import type { ExperimentSpec } from '../../schema/experiment';
import { assign, useAssigned } from '../../store/assigned';
import { tellHost } from '../../store/host';
import { useLab } from '../../store/lab';
import type { Verdict } from '../../worker/verify';
import { AssignmentText } from './AssignmentText';
import { CopyButton } from './CopyButton';
import { ProblemLine } from './ProblemLine';
import { linkTo, startAssignment } from './startAssignment';
import { useVerify } from './useVerify';
import { VerdictTable } from './VerdictTable';

/** The assignment that the lab is working on: its words, what was changed so far, and the way to hand it in. */
export default function AssignmentPanel() {
  const { t } = useTranslation('assignments');
  const file = useAssigned((assigned) => assigned.file);
  const { assignment, problem } = useMemo(() => read(file), [file]);
  return (
    <section className="assignment" aria-label={t('theAssignment')} data-testid="assignment">
      <CloseButton className="leave" size="sm" aria-label={t('leave')} onClick={() => assign('')} />
      {assignment ? <Open assignment={assignment} /> : <ProblemLine problem={problem} />}
    </section>
  );
}

function read(file: string): { readonly assignment?: Assignment; readonly problem?: Problem } {
  try {
    return { assignment: parseAssignmentText(file) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { problem: error };
  }
}

function Open({ assignment }: { readonly assignment: Assignment }) {
  const { t } = useTranslation('assignments');
  const text = useText();
  const spec = useLab((lab) => lab.spec);
  const [student, setStudent] = useState('');
  const [checked, setChecked] = useState<ExperimentSpec>();
  const { verdicts, running, run } = useVerify();
  const changes = useMemo(() => changesOf(assignment, spec), [assignment, spec]);
  const [verdict] = verdicts;
  const current = checked && isSame(changesOf(assignment, checked).spec, changes.spec);
  const answer = () =>
    answerOf(assignment, {
      student: student.trim(),
      experiment: changes.refused.length > 0 ? spec : changes.spec,
      claimed: current && verdict ? claimedBy(verdict) : {},
    });
  useEffect(() => {
    if (verdict)
      tellHost({ kind: 'verdict', assignment: assignment.name, passed: verdict.kind === 'passed' });
  }, [verdict, assignment]);
  const check = () => {
    setChecked(spec);
    void run([{ source: assignment.name, student, experiment: spec }], assignment);
  };
  return (
    <>
      <details open>
        <summary>{assignment.name}</summary>
        <AssignmentText assignment={assignment} />
      </details>
      <p role="status" className="changed">
        {t('changedOf', { changed: changes.paths.length, count: assignment.maxChanges })}
        {changes.words.length > 0 && `${t('colon')}${changes.words.map(text).join(t('listComma'))}`}
      </p>
      {changes.refused.length > 0 && (
        <Text size="sm" c="red" role="alert">
          {changes.refused.map(text).join(text(betweenSentences))}
        </Text>
      )}
      <Group gap={8}>
        <Button size="compact-sm" disabled={running} onClick={check}>
          {t('check')}
        </Button>
        <TextInput
          size="xs"
          aria-label={t('yourName')}
          placeholder={t('yourName')}
          maxLength={200}
          value={student}
          onChange={(event) => setStudent(event.currentTarget.value)}
        />
        <CopyButton label={t('copyAnswer')} text={() => linkTo(answer())} />
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => download('answer.answer.json', serializeAnswer(answer()), 'application/json')}
        >
          {t('saveAnswer')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => startAssignment(assignment)}>
          {t('startOver')}
        </Button>
      </Group>
      {verdicts.length > 0 && (running || current) && <VerdictTable verdicts={verdicts} />}
    </>
  );
}

/** The measured numbers of a verdict, to stand in the answer beside its settings. */
const claimedBy = ({ goals }: Verdict): Claimed =>
  Object.fromEntries(
    goals.flatMap(({ goal, measured }) => (isScore(measured) ? [[goal.metric, measured]] : [])),
  );
