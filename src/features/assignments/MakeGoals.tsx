import { Button, Group, NativeSelect } from '@mantine/core';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { type Goal, type GoalMetric, goalMetrics } from '../../schema/assignment/assignment';
import { NumberField } from '../typedField';

interface MakeGoalsProps {
  readonly goals: readonly Goal[];
  readonly onChange: (goals: readonly Goal[]) => void;
}

/** The goals of an assignment: metrics and the values that they must reach. */
export function MakeGoals({ goals, onChange }: MakeGoalsProps) {
  const { t } = useTranslation('assignments');
  const text = useText();
  const set = (at: number, change: Partial<Goal>) =>
    onChange(goals.map((goal, i) => (i === at ? { ...goal, ...change } : goal)));
  const metrics = Object.entries(goalMetrics).map(([value, { title }]) => ({ value, label: text(title) }));
  return (
    <>
      {goals.map((goal, i) => (
        <Group key={i} gap={8} mb={6} align="flex-start">
          <NativeSelect
            aria-label={t('goalMetric', { number: i + 1 })}
            data={metrics}
            value={goal.metric}
            onChange={(event) => set(i, { metric: event.currentTarget.value as GoalMetric })}
          />
          <NativeSelect
            aria-label={t('goalDirection', { number: i + 1 })}
            data={[
              { value: 'atLeast', label: t('atLeast') },
              { value: 'atMost', label: t('atMost') },
            ]}
            value={goal.is}
            onChange={(event) => set(i, { is: event.currentTarget.value as Goal['is'] })}
          />
          <NumberField
            name={t('goalValue', { number: i + 1 })}
            size="sm"
            width={120}
            percent={goal.metric === 'accuracy'}
            step={goal.metric === 'accuracy' ? 0.01 : 1}
            value={goal.value}
            onChange={(value) => set(i, { value })}
          />
          {goals.length > 1 && (
            <Button
              size="compact-sm"
              variant="subtle"
              mt={5}
              aria-label={t('removeGoal', { number: i + 1 })}
              onClick={() => onChange(goals.filter((_, at) => at !== i))}
            >
              {t('remove')}
            </Button>
          )}
        </Group>
      ))}
      {goals.length < 10 && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onChange([...goals, { metric: 'testLoss', is: 'atMost', value: 0.3 }])}
        >
          {t('addGoal')}
        </Button>
      )}
    </>
  );
}
