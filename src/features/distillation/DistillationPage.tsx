import { RunBar, StudyPage } from '../study';
import { distillationStudy } from './definition';
import { ExperimentCard } from './ExperimentCard';
import { Outcome } from './Outcome';
import { Students } from './Students';
import { TransferCard } from './TransferCard';
import './distillation.css';

/** A teacher, its students, and what the students learn from it. */
export default function DistillationPage() {
  return (
    <StudyPage study={distillationStudy}>
      <div className="cards">
        <ExperimentCard of="teacher" />
        <ExperimentCard of="student" />
        <TransferCard />
      </div>
      <Students />
      <RunBar />
      <Outcome />
    </StudyPage>
  );
}
