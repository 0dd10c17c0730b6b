import { create } from 'zustand';
import { browserStorage } from './storage';

const key = 'gradient-lab.assignment';

/** The file of the assignment that the lab is working on; empty if there is none. A reload keeps it. */
export const useAssigned = create(() => ({ file: browserStorage.get(key) ?? '' }));

/** Gives the lab another assignment; an empty text takes it away. */
export function assign(file: string): void {
  browserStorage.set(key, file);
  useAssigned.setState({ file });
}
