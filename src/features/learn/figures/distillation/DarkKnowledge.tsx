import type { ReactNode } from 'react';
import { ValueMatrix } from '../../../../charts';
import { classSimilarity, offDiagonalRange } from '../../../../engine/distillation/darkKnowledge';
import { useTranslation } from '../../../../locales/useTranslation';
import { Controls } from '../Controls';
import { FigureShell } from '../FigureShell';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { useDigitAnswers, useTemperature } from './digitAnswers';
import { digitTeacher } from './experiments';

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
  const { temperature, slider } = useTemperature();
  const { answers, fault } = useDigitAnswers();
  const classes = answers?.classNames.length ?? 0;
  const similarity = answers && classSimilarity(answers.logits, answers.labels, classes, temperature);
  const range = similarity && offDiagonalRange(similarity, classes);
  return (
    <>
      <Controls>{slider}</Controls>
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
