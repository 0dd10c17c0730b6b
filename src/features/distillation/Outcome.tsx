import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import { categoryColor, download, GroupedBars } from '../../charts';
import { summarizeScores } from '../../engine/statistics/summary';
import { useShownName, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { describe } from '../../schema/describe';
import { distillations } from '../../schema/distillations';
import { colon } from '../../schema/names';
import { useDistillation } from '../../store/distillation';
import { OutcomeBar, runKind } from '../study';
import { type Column, judged } from './columns';
import { type Result, type RunSelection, resultsFile, scoresIn, useResults } from './results';
import { StudentOutcomes } from './StudentOutcomes';
import { useView } from './views/view';

/** The outcomes of the teacher and students: a table row each, and one measure as a bar chart; nothing before there are any. */
export function Outcome() {
  const { t } = useTranslation('distillation');
  const distillation = useDistillation((state) => state.spec);
  const repeated = useDistillation((state) => state.repeats.filter(Boolean).length);
  const known = useDistillation((state) => state.teacher !== undefined);
  const { measure: chosen, results: wanted, choose } = useView();
  const measure = judged.find(({ name }) => name === chosen)!;
  const runs = runKind({ live: 1, seeds: repeated }, wanted);
  const source = runs.kind;
  const results = useResults(source, t('teacher.title'));
  if (!known && repeated === 0) return null;
  return (
    <Stack gap={6}>
      <OutcomeBar
        {...runs}
        choose={(kind) => choose({ results: kind })}
        onSave={() => download('distillation.csv', resultsFile(results, distillation), 'text/csv')}
      >
        <Group gap={6}>
          <Text size="xs" component="label" htmlFor="distil-measure">
            {t('compareBy')}
          </Text>
          <NativeSelect
            id="distil-measure"
            size="xs"
            data={judged.map(({ name }) => ({ value: name, label: t(`columns.${name}`) }))}
            value={measure.name}
            onChange={(event) => choose({ measure: event.currentTarget.value as typeof chosen })}
          />
        </Group>
      </OutcomeBar>
      <StudentOutcomes results={results} measure={measure} source={source} />
      {results.some((result) => result.who !== undefined && barOf(result, measure)) && (
        <Bars results={results} measure={measure} source={source} />
      )}
    </Stack>
  );
}

interface BarsProps {
  readonly results: readonly Result[];
  readonly measure: (typeof judged)[number];
  readonly source: RunSelection;
}

/** A bar's length and its interval; undefined if there is no value. */
function barOf(result: Result, { name }: Column) {
  const summary = summarizeScores(scoresIn(result, name));
  if (!summary) return undefined;
  const { median: value, kind, low, high } = summary;
  return kind === 'single' ? { value, low: undefined, high: undefined } : { value, low, high };
}

function Bars({ results, measure, source }: BarsProps) {
  const { t } = useTranslation('distillation');
  const text = useText();
  const nameOf = useShownName(distillations);
  const distillation = useDistillation((state) => state.spec);
  const label = t(`columns.${measure.name}`);
  const teacher = results.find(({ who }) => who === undefined);
  const reference = teacher && barOf(teacher, measure);
  return (
    <GroupedBars
      meta={{
        id: 'distil-outcome',
        title: label,
        description: `${t(`columnHelp.${measure.name}`)} ${t(`barsHelp.${source}`)}`,
        caption: () => `${nameOf(distillation.name)}${text(colon)}${describe(distillation.student, text)}`,
      }}
      axis={{ label, percent: measure.percent === true }}
      rows={results.flatMap((result) => {
        const value = barOf(result, measure);
        if (result.who === undefined || !value) return [];
        const { name, who } = result;
        return [{ id: `${who}`, label: name, color: categoryColor(who), ...value }];
      })}
      // Names need up to three lines.
      height={60 + 38 * results.length}
      reference={reference && { label: t('teacher.title'), value: reference.value }}
    />
  );
}
