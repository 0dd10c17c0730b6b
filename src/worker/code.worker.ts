import { createCodeSession } from './codeSession';
import { serve } from './thread';

serve(({ post }) => createCodeSession(post));
