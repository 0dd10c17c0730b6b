import { Button, Group, Textarea, TextInput } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { Problem } from '../../base/problem';
import { download } from '../../charts';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import {
  type AllowedSetting,
  type Assignment,
  type Goal,
  parseAssignment,
  serializeAssignment,
} from '../../schema/assignment/assignment';
import { allowedFields } from '../../schema/assignment/settings';
import { describe } from '../../schema/describe';
import { withContent } from '../../schema/ownContent';
import { titleOf } from '../../schema/runTitle';
import { useLab } from '../../store/lab';
import { focusRefused, NumberField } from '../typedField';
import { CopyButton } from './CopyButton';
import { MakeGoals } from './MakeGoals';
import { MakeSettings } from './MakeSettings';
import { ProblemLine } from './ProblemLine';
import { linkTo, startAssignment } from './startAssignment';

/** Makes an assignment of the experiment that is open in the lab. */
export function Make() {
  const { t } = useTranslation('assignments');
  const text = useText();
  const spec = useLab((lab) => lab.spec);
  const [name, setName] = useState(() => titleOf(spec, text));
  const [task, setTask] = useState('');
  const [settings, setSettings] = useState<readonly AllowedSetting[]>([]);
  const [maxChanges, setMaxChanges] = useState(1);
  const [steps, setSteps] = useState(spec.training.steps);
  const [goals, setGoals] = useState<readonly Goal[]>([{ metric: 'accuracy', is: 'atLeast', value: 0.9 }]);
  const fields = useMemo(() => allowedFields(spec), [spec]);
  const made = useMemo(
    () =>
      assignmentOr({
        format: 'gradient-lab/assignment',
        version: 1,
        name,
        task,
        start: withContent(spec),
        settings,
        maxChanges,
        steps,
        goals,
      }),
    [name, task, spec, settings, maxChanges, steps, goals],
  );
  const { assignment, problem } = made;
  const form = useRef<HTMLDivElement>(null);
  return (
    <div ref={form}>
      <h2>{t('views.assign')}</h2>
      <p>{t('assignIntroduction')}</p>
      <p>
        <b>{t('start')}</b> {describe(spec, text)}{' '}
        <Button size="compact-xs" variant="default" onClick={() => useLab.getState().go('lab')}>
          {t('changeStart')}
        </Button>
      </p>
      <TextInput label={t('name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Textarea
        label={t('task')}
        description={t('taskHelp')}
        autosize
        minRows={2}
        value={task}
        onChange={(event) => setTask(event.currentTarget.value)}
        mt={8}
      />
      <h3>{t('goals')}</h3>
      <MakeGoals goals={goals} onChange={setGoals} />
      <h3>{t('freeSettings')}</h3>
      <MakeSettings fields={fields} settings={settings} onChange={setSettings} />
      <Group gap={16} mt={12} align="flex-start">
        <NumberField
          name={t('maxChanges')}
          label={t('maxChanges')}
          size="sm"
          width={260}
          value={maxChanges}
          min={1}
          max={100}
          step={1}
          integer
          onChange={setMaxChanges}
        />
        <NumberField
          name={t('stepLimit')}
          label={t('stepLimit')}
          size="sm"
          width={260}
          value={steps}
          min={1}
          step={1}
          integer
          onChange={setSteps}
        />
      </Group>
      <Group
        gap={8}
        mt={16}
        // With a refused text the assignment would be another one than the page shows.
        onClickCapture={(event) => focusRefused(form.current) && event.stopPropagation()}
      >
        {assignment ? (
          <>
            <CopyButton label={t('copyAssignment')} text={() => linkTo(assignment)} />
            <Button
              size="compact-sm"
              variant="default"
              onClick={() =>
                download('assignment.assignment.json', serializeAssignment(assignment), 'application/json')
              }
            >
              {t('saveAssignment')}
            </Button>
            <Button size="compact-sm" variant="light" onClick={() => startAssignment(assignment)}>
              {t('tryTask')}
            </Button>
          </>
        ) : (
          <span role="status">{t(settings.length === 0 || task === '' ? 'notYet' : 'notRight')}</span>
        )}
      </Group>
      {settings.length > 0 && task !== '' && <ProblemLine problem={problem} />}
    </div>
  );
}

/** An assignment, or what is wrong with it. */
function assignmentOr(value: unknown): {
  readonly assignment?: Assignment;
  readonly problem?: Problem;
} {
  try {
    return { assignment: parseAssignment(value) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { problem: error };
  }
}
