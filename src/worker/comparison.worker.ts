import { type ComparisonCommand, type ComparisonReport, ComparisonSession } from './comparison';
import { serve } from './thread';

serve<ComparisonCommand, ComparisonReport>((thread) => new ComparisonSession(thread, thread.post));
