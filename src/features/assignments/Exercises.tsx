import type { MouseEvent } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import './assignments.css';
import { type ExerciseView, exerciseViews } from '../../store/exercise';
import { Challenges } from './Challenges';
import { Make } from './Make';
import { Task } from './Task';
import { Verify } from './Verify';

interface ExercisesProps {
  readonly view: ExerciseView;
  readonly searchFor: (view?: ExerciseView) => string;
  readonly go: (view?: ExerciseView) => (event: MouseEvent) => void;
}

/** Challenges, assignments and answers. */
export function Exercises({ view, searchFor, go }: ExercisesProps) {
  const { t } = useTranslation('assignments');
  return (
    <article className="exercises">
      <nav className="chapter-links" aria-label={t('exercises')}>
        <a href={searchFor()} onClick={go()}>
          {t('contents')}
        </a>
        {exerciseViews
          .filter((one) => one !== 'task' || view === 'task')
          .map((one) => (
            <a
              key={one}
              href={searchFor(one)}
              onClick={go(one)}
              aria-current={one === view ? 'page' : undefined}
            >
              {t(`views.${one}`)}
            </a>
          ))}
      </nav>
      {view === 'challenges' && <Challenges />}
      {view === 'task' && <Task />}
      {view === 'assign' && <Make />}
      {view === 'verify' && <Verify />}
    </article>
  );
}
