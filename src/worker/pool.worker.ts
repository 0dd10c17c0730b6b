import type { PoolCommand, PoolReport } from './jobs';
import { PoolSession } from './poolSession';
import { serve } from './thread';

serve<PoolCommand, PoolReport>((thread) => new PoolSession(thread, thread.post));
