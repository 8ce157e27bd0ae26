/**
 * The ids in an order in which each comes after those it depends on; otherwise in the order given.
 * Dependencies that are not among the ids (parameters, pseudo parameters) do not count.
 * @throws for a cycle, which CloudFormation refuses too, naming its members.
 */
export function dependencyOrder(
  ids: readonly string[],
  dependenciesOf: (id: string) => Iterable<string>,
): readonly string[] {
  const known = new Set(ids);
  const ordered = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    if (ordered.has(id) || !known.has(id)) return;
    if (path.includes(id)) throw cycle([...path.slice(path.indexOf(id)), id]);
    for (const dependency of dependenciesOf(id)) visit(dependency, [...path, id]);
    ordered.add(id);
  };
  for (const id of ids) visit(id, []);
  return [...ordered];
}

function cycle(members: readonly string[]): Error {
  return new Error(
    `The template's resources depend on each other in a circle (${members.join(' -> ')}), which CloudFormation ` +
      'refuses to deploy. Break one of these references in the CDK app.',
  );
}
