import { useStudy } from './definition';
import { Problems } from './Problems';

/** The reason for a refusal, beside the control that it concerns. */
export function Refused({ field }: { readonly field: string }) {
  const { useStore } = useStudy();
  return <Problems of={[useStore((state) => state.problems[field])]} />;
}
