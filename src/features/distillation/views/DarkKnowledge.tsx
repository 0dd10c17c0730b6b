import { Button, Group, Stack } from '@mantine/core';
import { useMemo } from 'react';
import { csvText } from '../../../base/csv';
import { Bands, ClassBars, download, formatNumber, ValueMatrix, ViewKey } from '../../../charts';
import { SegmentedControl } from '../../../charts/SegmentedControl';
import {
  classSimilarity,
  entropyAt,
  offDiagonalRange,
  temperaturesBetween,
} from '../../../engine/distillation/darkKnowledge';
import { softmax } from '../../../engine/numeric/softmax';
import { useTranslation } from '../../../locales/useTranslation';
import { Tiles, UntilPlayed } from '../../study';
import { AnswersAt } from './AnswersAt';
import { type Answers, rowOf, useAnswers } from './pictures';
import { SamplePicker, useSampleAtTemperature } from './SamplePicker';
import { useMeta } from './seriesStyles';
import { ViewTemperature, viewTemperatures } from './ViewTemperature';
import { useView } from './view';

const temperatures = temperaturesBetween(...viewTemperatures, 33);

/** The teacher's probabilities of wrong classes, and how far the students reproduce them. */
export function DarkKnowledge() {
  const { t } = useTranslation('distillationViews');
  const answers = useAnswers();
  if (!answers) return <UntilPlayed>{t('untaught')}</UntilPlayed>;
  return (
    <Stack gap={12}>
      <Group gap={24} align="flex-start">
        <SamplePicker />
        <ViewTemperature />
        <Button
          size="xs"
          variant="default"
          title={t('saveLogitsHelp')}
          onClick={() => download('test-logits.csv', logitTable(answers), 'text/csv')}
        >
          {t('saveLogits')}
        </Button>
      </Group>
      <ViewKey entries={answers.models}>
        <Tiles>
          <Stack gap={18} miw={0}>
            <Probabilities answers={answers} />
            <Similarity answers={answers} />
          </Stack>
          <Stack gap={18} miw={0}>
            <AnswersAt answers={answers} />
            <EntropyOverTemperature answers={answers} />
          </Stack>
        </Tiles>
      </ViewKey>
    </Stack>
  );
}

interface Shown {
  readonly answers: Answers;
}

function Probabilities({ answers }: Shown) {
  const { t } = useTranslation('distillationViews');
  const { sample, temperature, meta } = useSampleAtTemperature();
  const series = useMemo(
    () =>
      answers.models.map((model) => ({
        ...model,
        values: softmax(rowOf(model, answers, sample), answers.classes, temperature),
      })),
    [answers, sample, temperature],
  );
  const about = { sample: sample + 1, temperature: formatNumber(temperature) };
  return (
    <ClassBars
      meta={meta('distil-probabilities', t('probabilities', about), t('probabilitiesHelp'))}
      classNames={answers.classNames}
      series={series}
      truth={answers.labels[sample]}
    />
  );
}

function EntropyOverTemperature({ answers }: Shown) {
  const { t } = useTranslation('distillationViews');
  const { sample, temperature, meta } = useSampleAtTemperature();
  const { entropyOf: of, choose } = useView();
  const { classes } = answers;
  const picked = of === 'sample' ? sample : undefined;
  const series = useMemo(
    () =>
      answers.models.map((model) => {
        const logits = picked === undefined ? model.logits : rowOf(model, answers, picked);
        return { ...model, x: temperatures, values: temperatures.map((T) => entropyAt(logits, classes, T)) };
      }),
    [answers, classes, picked],
  );
  return (
    <div>
      <Bands
        meta={meta(
          'distil-entropy',
          t(of === 'sample' ? 'entropyOfSample' : 'entropyOfAll', { sample: sample + 1 }),
          t('entropyHelp', { most: formatNumber(Math.log(classes)), classes }),
        )}
        series={series}
        axis={{
          label: t('entropy'),
          unit: t('units.entropy'),
          scale: 'linear',
          domain: [0, Math.log(classes)],
        }}
        x={{ label: t('temperature'), scale: 'log' }}
        xMark={temperature}
      />
      <SegmentedControl
        aria-label={t('entropyOf')}
        value={of}
        onChange={(value) => choose({ entropyOf: value })}
        data={[
          { value: 'sample', label: t('thisSample') },
          { value: 'mean', label: t('allSamples') },
        ]}
      />
    </div>
  );
}

function Similarity({ answers }: Shown) {
  const { t } = useTranslation('distillationViews');
  const temperature = useView((view) => view.temperature);
  const meta = useMeta();
  const { classes, classNames, labels, models } = answers;
  const teacher = models[0]!;
  const { values, range } = useMemo(() => {
    const values = classSimilarity(teacher.logits, labels, classes, temperature);
    return { values, range: offDiagonalRange(values, classes) };
  }, [teacher, labels, classes, temperature]);
  return (
    <ValueMatrix
      meta={meta(
        'distil-similarity',
        t('similarity', { temperature: formatNumber(temperature) }),
        t('similarityHelp'),
      )}
      names={classNames}
      rowLabel={t('trueClass')}
      columnLabel={t('teacherSays')}
      values={values}
      colors="sequential"
      {...(range ? { range } : {})}
    />
  );
}

/** The logits of every network on the test samples, in full precision. */
const logitTable = ({ models, classes, classNames, labels }: Answers): string =>
  csvText([
    ['sample', 'class', 'model', ...classNames.map((name) => `z ${name}`)],
    ...Array.from(labels).flatMap((label, sample) =>
      models.map(({ label: name, logits }) => [
        sample + 1,
        classNames[label]!,
        name,
        ...logits.subarray(sample * classes, (sample + 1) * classes),
      ]),
    ),
  ]);
