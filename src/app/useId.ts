import { useId as useReactId } from 'react';

/**
 * The id of an element, the same at each render. The build uses it in place of Mantine's hook of that name, which gives each input,
 * tooltip and tab a second, random id once it stands in the page: all of them would be rendered again before the first paint.
 */
export function useId(given?: string): string {
  const id = useReactId();
  return given ?? `mantine-${id.replaceAll(':', '')}`;
}
