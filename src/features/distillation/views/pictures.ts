import { useEffect, useMemo } from 'react';
import { useDistillation } from '../../../store/distillation';
import type { SeriesStyle } from '../../study';
import { useSeriesStyles } from './seriesStyles';

/** Requests the outputs of every network on the test samples while the calling component is mounted. */
export function useAnswers(): Answers | undefined {
  const observe = useDistillation((state) => state.observe);
  const data = useDistillation((state) => state.data);
  const answers = useDistillation((state) => state.snapshot?.answers);
  const { teacher, students } = useSeriesStyles();
  useEffect(() => {
    observe({ answers: true });
    return () => observe({ answers: false });
  }, [observe]);
  return useMemo(() => {
    if (!data || !answers) return undefined;
    return {
      classes: data.outcomeNames.length,
      classNames: data.outcomeNames,
      labels: data.testLabels,
      models: [
        { ...teacher, logits: answers.teacher },
        ...students.flatMap((student, i) => {
          const logits = answers.students[i];
          return logits ? [{ ...student, logits }] : [];
        }),
      ],
    };
  }, [data, answers, teacher, students]);
}

/** One network with its logits `[samples, classes]`. */
export interface Model extends SeriesStyle {
  readonly logits: Float64Array;
}

export interface Answers {
  readonly classes: number;
  readonly classNames: readonly string[];
  /** The labels of the test samples in the request. */
  readonly labels: Int32Array;
  /** The teacher comes first. Students follow once the race has begun. */
  readonly models: readonly Model[];
}

/** One sample's logits. */
export const rowOf = ({ logits }: Model, { classes }: Answers, sample: number): Float64Array =>
  logits.subarray(sample * classes, (sample + 1) * classes);
