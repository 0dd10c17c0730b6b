import { Stack } from '@mantine/core';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { describe } from '../../schema/describe';
import { studentsOf } from '../../schema/distillation';
import { colon } from '../../schema/names';
import { useDistillation } from '../../store/distillation';
import { RunBar, StudyPage } from '../study';
import { distillationStudy } from './definition';
import { ExperimentCard } from './ExperimentCard';
import { Outcome } from './Outcome';
import { Students } from './Students';
import { TransferCard } from './TransferCard';
import './distillation.css';

/** A teacher, its students, and what the students learn from it. */
export default function DistillationPage() {
  const { t } = useTranslation('distillation');
  const text = useText();
  const draft = useDistillation((state) => state.draft);
  return (
    <StudyPage
      study={distillationStudy}
      summary={[
        `${t('teacher.title')} ${describe(draft.teacher, text)}`,
        `${t('student.title')} ${describe(draft.student, text)}`,
        `${t('students')}${text(colon)}${studentsOf(draft).length}`,
      ].join(' · ')}
      setup={
        <Stack gap={10}>
          <div className="cards">
            <ExperimentCard of="teacher" />
            <ExperimentCard of="student" />
            <TransferCard />
          </div>
          <Students />
        </Stack>
      }
      run={<RunBar />}
    >
      <Outcome />
    </StudyPage>
  );
}
