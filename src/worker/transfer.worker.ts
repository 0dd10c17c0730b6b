import { StudySession } from './studySession';
import { serve } from './thread';
import { type TransferCommand, type TransferReport, transferAdapter } from './transfer';

serve<TransferCommand, TransferReport>((thread) => new StudySession(transferAdapter, thread, thread.post));
