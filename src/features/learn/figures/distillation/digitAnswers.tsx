import { useMemo } from 'react';
import { useTranslation } from '../../../../locales/useTranslation';
import { FigureSlider } from '../Controls';
import { useJobs } from '../useJobs';
import { useNumber } from '../useSetting';
import { digitTeacher } from './experiments';

const temperatures: readonly [number, number] = [1, 20];

/** The answers of the teacher of digits; undefined until it is trained. */
export function useDigitAnswers() {
  const jobs = useMemo(() => [{ answersOf: digitTeacher }], []);
  const {
    results: [answers],
    fault,
  } = useJobs(jobs);
  return { answers, fault };
}

/** The figure's temperature and its slider. */
export function useTemperature() {
  const { t } = useTranslation('learnDistillation');
  const [temperature, setTemperature] = useNumber('temperature', 4, temperatures);
  const slider = (
    <FigureSlider
      label={t('temperature')}
      value={temperature}
      range={temperatures}
      step={0.5}
      onChange={setTemperature}
    />
  );
  return { temperature, slider };
}
