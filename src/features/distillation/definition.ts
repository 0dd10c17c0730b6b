import { useTranslation } from '../../locales/useTranslation';
import { distillationSchema, parseDistillation } from '../../schema/distillation';
import { distillations, type ReadyDistillation } from '../../schema/distillations';
import { useDistillation } from '../../store/distillation';
import type { StudyDefinition } from '../study';
import { views } from './views';

/** The present activity, e.g. `Teacher: step 300 of 1,500`. */
function usePhase(): string {
  const { t, i18n } = useTranslation('distillation');
  const phase = useDistillation((state) => state.phase);
  const number = (value: number) => value.toLocaleString(i18n.language);
  switch (phase.kind) {
    case 'preparing':
      return t('phase.preparing');
    case 'done':
      return t('phase.done');
    case 'racing':
      return t('phase.racing', { step: number(phase.step), steps: number(phase.steps) });
    case 'teaching': {
      const { who, index, step, steps } = phase;
      return t(`phase.${who}`, { index, step: number(step), steps: number(steps) });
    }
  }
}

/** The definition of a distillation for the study page. */
export const distillationStudy: StudyDefinition = {
  page: 'distil',
  words: 'distillation',
  viewWords: 'distillationViews',
  useStore: useDistillation,
  ready: Object.fromEntries(
    Object.entries<ReadyDistillation>(distillations).map(([key, { title, why, distillation }]) => [
      key,
      { title, why, spec: parseDistillation(distillation) },
    ]),
  ),
  maxSeeds: distillationSchema.shape.seeds.unwrap().maxValue!,
  usePhase,
  useRepeats: () => ({
    done: useDistillation((state) => state.repeats.slice(0, state.draft.seeds).filter(Boolean).length),
    progress: useDistillation((state) => state.repeating),
  }),
  views,
};
