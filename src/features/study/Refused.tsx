import { useStudy } from './definition';
import { Problems } from './Problems';

/** Why something was refused, beside where it was asked for. */
export function Refused({ field }: { readonly field: string }) {
  const { useStore } = useStudy();
  return <Problems of={[useStore((state) => state.problems[field])]} />;
}
