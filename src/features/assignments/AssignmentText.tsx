import { useMemo } from 'react';
import { goalInWords } from '../../engine/assignments/judge';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import type { AllowedSetting, Assignment } from '../../schema/assignment/assignment';
import { rangeInWords } from '../../schema/assignment/changes';
import { allowedFields } from '../../schema/assignment/settings';
import { describe } from '../../schema/describe';

/** An assignment in words: the task, the start, the goals, and what may be changed. */
export function AssignmentText({ assignment }: { readonly assignment: Assignment }) {
  const { t } = useTranslation('assignments');
  const text = useText();
  const { task, start, goals, settings, maxChanges, steps } = assignment;
  const fields = useMemo(() => allowedFields(start), [start]);
  const setting = (allowed: AllowedSetting) => {
    const field = fields.find(({ path }) => path === allowed.path);
    const name = field ? text(field.label) : allowed.path;
    const free = allowed.min === undefined && allowed.max === undefined && !allowed.values;
    if (free) return name;
    const options = field?.range.kind === 'choice' ? field.range.options : [];
    const labels = allowed.values?.flatMap(
      (value) => options.find((option) => option.value === value)?.label ?? [],
    );
    // Options by their names, as the controls show them.
    const range =
      labels && labels.length === allowed.values?.length
        ? labels.map(text).join(t('listComma'))
        : text(rangeInWords(allowed)).trim();
    return t('settingRange', { name, range });
  };
  return (
    <>
      <p className="task-words">{task}</p>
      <dl className="task-facts">
        <dt>{t('start')}</dt>
        <dd>{describe(start, text)}</dd>
        <dt>{t('goals')}</dt>
        <dd>
          <ul>
            {goals.map((goal) => (
              <li key={JSON.stringify(goal)}>{text(goalInWords(goal))}</li>
            ))}
          </ul>
        </dd>
        <dt>{t('settings', { count: maxChanges })}</dt>
        <dd>{settings.map(setting).join(t('listComma'))}</dd>
        <dt>{t('stepLimit')}</dt>
        <dd>{steps}</dd>
      </dl>
    </>
  );
}
