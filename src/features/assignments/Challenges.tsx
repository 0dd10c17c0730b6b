import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useLanguage } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { assignmentOf, type Challenge, challenges } from '../../schema/assignment/challenges';
import { startAssignment } from './startAssignment';

/** The challenges that come with the page. */
export function Challenges() {
  const { t } = useTranslation('assignments');
  const language = useLanguage();
  const all = useMemo(() => Object.entries<Challenge>(challenges), []);
  return (
    <>
      <h2>{t('views.challenges')}</h2>
      <p>{t('challengesIntroduction')}</p>
      <ol className="challenges">
        {all.map(([id, challenge]) => (
          <li key={id}>
            <h3>{challenge.title[language]}</h3>
            <p>{challenge.task[language]}</p>
            <Button
              size="compact-sm"
              variant="light"
              aria-label={t('startNamed', { name: challenge.title[language] })}
              onClick={() => startAssignment(assignmentOf(challenge, language))}
            >
              {t('startTask')}
            </Button>
          </li>
        ))}
      </ol>
    </>
  );
}
