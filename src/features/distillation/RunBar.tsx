import { useTranslation } from 'react-i18next';
import { useDistillation } from '../../store/distillation';
import { PlayControls } from '../study';

/** Play, pause, step, reset, and how far it is, in words. */
export function RunBar() {
  const { t } = useTranslation('distillation');
  const status = useDistillation((state) => state.status);
  const share = useDistillation((state) => state.share);
  const apart = useDistillation((state) => state.draft !== state.spec);
  const { toggle, step, reset } = useDistillation.getState();
  return (
    <PlayControls
      {...{ status, share, apart, toggle, step, reset }}
      phase={usePhase()}
      help={t('playHelp')}
    />
  );
}

/** What is being done, e.g. `Teacher: step 300 of 1,500`. */
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
