import { holdLock } from './lifeSign';
import { logSession } from './logSession';
import type { LogCommand, LogReport } from './logs';

declare const self: DedicatedWorkerGlobalScope;

holdLock((sign) => self.postMessage(sign));

const handle = logSession((report: LogReport) => self.postMessage(report));
self.onmessage = ({ data }: MessageEvent<LogCommand>) => handle(data);
