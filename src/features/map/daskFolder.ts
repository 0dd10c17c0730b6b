import type { Sweep } from '../../spec/sweep';
export async function daskFolder(_sweep: Sweep): Promise<string> {
  return '';
}
