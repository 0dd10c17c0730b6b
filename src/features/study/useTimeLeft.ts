import { useRef } from 'react';

/**
 * Milliseconds that are left, from how fast the share that is done has grown since it began to.
 * @returns undefined while that can't be told
 */
export function useTimeLeft(share: number, going: boolean): number | undefined {
  const since = useRef<{ readonly time: number; readonly share: number }>(undefined);
  if (!going) since.current = undefined;
  else if (!since.current || share < since.current.share) since.current = { time: Date.now(), share };
  const start = since.current;
  if (!start || share - start.share < 0.01) return undefined;
  return ((Date.now() - start.time) / (share - start.share)) * (1 - share);
}
