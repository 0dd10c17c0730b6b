import { type DistillationCommand, type DistillationReport, distillationAdapter } from './distillation';
import { StudySession } from './studySession';
import { serve } from './thread';

serve<DistillationCommand, DistillationReport>(
  (thread) => new StudySession(distillationAdapter, thread, thread.post),
);
