/**
 * Leads to the first field inside an element whose text was refused, as what is done next would use another value than the one
 * that the user sees.
 *
 * @returns whether there is such a field
 */
export function focusRefused(within: HTMLElement | null): boolean {
  const field = within?.querySelector<HTMLElement>('[aria-invalid="true"]');
  field?.focus();
  return field !== null && field !== undefined;
}
