import { type ReactNode, use, useId, useState } from 'react';
import { useTranslation } from '../../../locales/useTranslation';
import { isEmbedded } from '../../../store/embedded';
import { ChapterContext } from './chapterContext';

const answers = ['true', 'false', 'depends'] as const;
type Answer = (typeof answers)[number];

interface PredictProps {
  /** What the measurement says. */
  readonly verdict: Answer;
  readonly children: ReactNode;
}

/** Asks the reader for a prediction first, and shows the measurement after it. Pre-rendered text shows it at once. */
export function Predict({ verdict, children }: PredictProps) {
  const { t } = useTranslation('learn');
  const { liveAt, whole } = use(ChapterContext);
  const name = useId();
  const [chosen, setChosen] = useState<Answer>();
  // Where one figure stands alone, no question stands before it.
  if (liveAt !== undefined || whole || isEmbedded) return children;
  return (
    <>
      <fieldset className="prediction">
        <legend>{t('predict')}</legend>
        {answers.map((answer) => (
          <label key={answer}>
            <input type="radio" name={name} checked={chosen === answer} onChange={() => setChosen(answer)} />
            {t(`answers.${answer}`)}
          </label>
        ))}
      </fieldset>
      {chosen !== undefined && (
        <>
          <p role="status" className="prediction-outcome">
            {t(chosen === verdict ? 'predictedRight' : 'predictedWrong', {
              said: t(`answers.${chosen}`),
              verdict: t(`answers.${verdict}`),
            })}
          </p>
          {children}
        </>
      )}
    </>
  );
}
