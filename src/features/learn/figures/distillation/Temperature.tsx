import type { ReactNode } from 'react';
import { ClassBars, categoryColor, formatNumber, PixelImage } from '../../../../charts';
import { entropyAt } from '../../../../engine/distillation/darkKnowledge';
import { softmax } from '../../../../engine/numeric/softmax';
import { useTranslation } from '../../../../locales/useTranslation';
import type { TestAnswers } from '../../../../worker/answersJob';
import { Controls, FigureSlider } from '../Controls';
import { FigureShell } from '../FigureShell';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { useNumber } from '../useSetting';
import { useDigitAnswers, useTemperature } from './digitAnswers';
import { digitTeacher } from './experiments';

/** The test samples that the slider runs through. */
const samples = 60;

/** A teacher's answer to one digit, at a temperature. */
export function Temperature({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell id="temperature" height={430} caption={children} spec={() => digitTeacher}>
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnDistillation');
  const [sample, setSample] = useNumber('sample', 1, [1, samples]);
  const { temperature, slider } = useTemperature();
  const { answers, fault } = useDigitAnswers();
  return (
    <>
      <Controls>
        <FigureSlider label={t('sample')} value={sample} range={[1, samples]} step={1} onChange={setSample} />
        {slider}
      </Controls>
      {answers ? (
        <Answer answers={answers} sample={sample - 1} temperature={temperature} />
      ) : (
        <Measuring fault={fault} height={340} />
      )}
    </>
  );
}

interface AnswerProps {
  readonly answers: TestAnswers;
  readonly sample: number;
  readonly temperature: number;
}

function Answer({ answers, sample, temperature }: AnswerProps) {
  const { t } = useTranslation('learnDistillation');
  const { logits, labels, inputs, classNames, image } = answers;
  const [classes, features] = [classNames.length, inputs.length / labels.length];
  const own = logits.subarray(sample * classes, (sample + 1) * classes);
  const truth = labels[sample]!;
  const warm = temperature === 1 ? [] : [temperature];
  return (
    <>
      <div className="figure-controls">
        {image && (
          <PixelImage
            {...image}
            values={inputs.subarray(sample * features, (sample + 1) * features)}
            label={t('picture', { sample: sample + 1, name: classNames[truth] })}
            size={112}
          />
        )}
      </div>
      <ClassBars
        meta={chartMeta(
          'temperature-chart',
          t('answer'),
          t('answerHelp'),
          t('sampleNumber', { sample: sample + 1 }),
        )}
        classNames={classNames}
        series={[1, ...warm].map((at, k) => ({
          id: String(at),
          label: `T = ${formatNumber(at)}`,
          color: categoryColor(k),
          values: softmax(own, classes, at),
        }))}
        truth={truth}
      />
      <p className="figure-result">
        {t('entropyTold', {
          temperature: formatNumber(temperature),
          cold: formatNumber(entropyAt(own, classes, 1)),
          warm: formatNumber(entropyAt(own, classes, temperature)),
          most: formatNumber(Math.log(classes)),
        })}
      </p>
    </>
  );
}
