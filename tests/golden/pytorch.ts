/** Kinds of each registry that PyTorch does not have, so that no number from outside can be asked for. */
export const pytorchLacks = {
  activations: [],
  optimizers: [],
  schedules: [],
  normalizations: [],
  losses: [],
} as const satisfies Record<string, readonly string[]>;

export type GoldenRegistry = keyof typeof pytorchLacks;

export const isLacking = (registry: GoldenRegistry, name: string): boolean =>
  (pytorchLacks[registry] as readonly string[]).includes(name);

/** What to do about a kind of a registry that has no numbers from a script of tests/golden yet. `table`: the file to add it to. */
export const missingFrom = (
  script: string,
  registry: string,
  names: readonly string[],
  table = script,
): string =>
  `tests/golden has no PyTorch numbers for ${registry} ${names.join(', ')}: add each to tests/golden/${table} ` +
  `and run \`python3 tests/golden/${script}\``;

/** The same of the registries that one script covers. */
export const missingNumbers = (registry: GoldenRegistry, names: readonly string[]): string =>
  `${missingFrom('generate.py', registry, names, registry === 'activations' ? 'pytorch.py' : 'generate.py')}; a kind that PyTorch lacks goes into pytorchLacks in tests/golden/pytorch.ts.`;

/** The kinds of a registry that PyTorch has and that no golden file covers. */
export const uncovered = (
  registry: GoldenRegistry,
  names: readonly string[],
  covered: ReadonlySet<string>,
): string[] => names.filter((name) => !isLacking(registry, name) && !covered.has(name));
