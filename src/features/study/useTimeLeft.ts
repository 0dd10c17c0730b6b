import { useRef } from 'react';

/**
 * Remaining milliseconds, estimated from the growth of the completed share since the start.
 * @returns undefined if no estimate is possible
 */
export function useTimeLeft(share: number, going: boolean): number | undefined {
  const since = useRef<{ readonly time: number; readonly share: number }>(undefined);
  if (!going) since.current = undefined;
  else if (!since.current || share < since.current.share) since.current = { time: performance.now(), share };
  const start = since.current;
  if (!start || share - start.share < 0.01) return undefined;
  return ((performance.now() - start.time) / (share - start.share)) * (1 - share);
}
