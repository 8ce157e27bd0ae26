import type { TemplateJson } from './access.ts';

/** A template in which one statement of one policy is changed. */
export interface Mutant {
  readonly what: string;
  readonly json: TemplateJson;
}

interface Place {
  readonly logicalId: string;
  readonly path: readonly string[];
}

/** Where a template has policies: of buckets, of keys, of roles, and attached to roles. */
const DOCUMENTS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'AWS::IAM::Policy': [['Properties', 'PolicyDocument', 'Statement']],
  'AWS::IAM::ManagedPolicy': [['Properties', 'PolicyDocument', 'Statement']],
  'AWS::IAM::Role': [['Properties', 'Policies', '0', 'PolicyDocument', 'Statement']],
  'AWS::S3::BucketPolicy': [['Properties', 'PolicyDocument', 'Statement']],
};

type Statement = Readonly<Record<string, unknown>>;

/**
 * Every way to break one statement: leave it out, allow it on every resource, drop its condition.
 */
export function mutantsOf(json: TemplateJson): readonly Mutant[] {
  return placesIn(json).flatMap(({ logicalId, path }) => {
    const statements = statementsAt(json, { logicalId, path });
    const withStatements = (changed: readonly Statement[], what: string): Mutant => {
      const copy: TemplateJson = structuredClone(json);
      const document = path.slice(0, -1).reduce<unknown>((here, step) => Object(here)[step], copy.Resources[logicalId]);
      Object(document).Statement = changed;
      return { what: `${logicalId}: ${what}`, json: copy };
    };
    return statements.flatMap((statement, n) =>
      broken(statement).map(({ what, by }) => withStatements(statements.toSpliced(n, 1, ...by), what)),
    );
  });
}

function placesIn({ Resources }: TemplateJson): readonly Place[] {
  return Object.entries(Resources).flatMap(([logicalId, resource]) =>
    (DOCUMENTS[resource.Type] ?? [])
      .map((path) => ({ logicalId, path }))
      .filter((place) => statementsAt({ Resources: { [logicalId]: resource } }, place).length > 0),
  );
}

function statementsAt({ Resources }: TemplateJson, { logicalId, path }: Place): readonly Statement[] {
  const found = path.reduce<unknown>((here, step) => Object(here)[step], Resources[logicalId]);
  return Array.isArray(found) ? found : [];
}

function broken(statement: Statement): readonly { readonly what: string; readonly by: readonly Statement[] }[] {
  const { Condition, ...unconditional } = statement;
  const name = JSON.stringify(statement.Action);
  const isWide = statement.Effect !== 'Allow' || statement.Resource === '*';
  return [
    { what: `without ${statement.Effect} ${name}`, by: [] },
    ...(isWide ? [] : [{ what: `${name} on every resource`, by: [{ ...statement, Resource: '*' }] }]),
    ...(Condition === undefined ? [] : [{ what: `${name} without its condition`, by: [unconditional] }]),
  ];
}
