import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ValueMatrix } from '../../../../charts';
import { classSimilarity, offDiagonalRange } from '../../../../engine/distillation/darkKnowledge';
import { Controls, FigureSlider } from '../Controls';
import { FigureShell } from '../FigureShell';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { useJobs } from '../useJobs';
import { useNumber } from '../useSetting';
import { digitTeacher } from './experiments';

const temperatures: readonly [number, number] = [1, 20];

/** How like each other a teacher finds the classes. */
export function DarkKnowledge({ children }: { readonly children: ReactNode }) {
  return (
    <FigureShell id="dark-knowledge" height={460} caption={children} spec={() => digitTeacher}>
      <Content />
    </FigureShell>
  );
}

function Content() {
  const { t } = useTranslation('learnDistillation');
  const [temperature, setTemperature] = useNumber('temperature', 4, temperatures);
  const jobs = useMemo(() => [{ answersOf: digitTeacher }], []);
  const {
    results: [answers],
    fault,
  } = useJobs(jobs);
  const classes = answers?.classNames.length ?? 0;
  const similarity = answers && classSimilarity(answers.logits, answers.labels, classes, temperature);
  const range = similarity && offDiagonalRange(similarity, classes);
  return (
    <>
      <Controls>
        <FigureSlider
          label={t('temperature')}
          value={temperature}
          range={temperatures}
          step={0.5}
          onChange={setTemperature}
        />
      </Controls>
      {similarity ? (
        <ValueMatrix
          meta={chartMeta('dark-knowledge-chart', t('similarity'), t('similarityHelp'), `T = ${temperature}`)}
          names={answers.classNames}
          rowLabel={t('shown')}
          columnLabel={t('answered')}
          values={similarity}
          colors="sequential"
          {...(range ? { range } : {})}
        />
      ) : (
        <Measuring fault={fault} height={380} />
      )}
    </>
  );
}
