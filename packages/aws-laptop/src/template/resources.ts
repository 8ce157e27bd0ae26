import type { Resource } from '../aws.ts';
import type { Document, DocumentResource } from './document.ts';
import { type Lookup, NO_VALUE, resolveRecord } from './intrinsics.ts';
import { dependencyOrder } from './order.ts';
import { referencesOf } from './references.ts';
import { type Identity, identityOf, isCustom } from './resource-types.ts';
import { PARTITION, type Scope, stackIdOf, URL_SUFFIX } from './scope.ts';
import { listOf, notCovered } from './values.ts';

interface Resolved {
  readonly resource: Resource;
  readonly identity: Identity;
}

/** A stack's resources, resolved, and the way to resolve what refers to them. */
export interface ResolvedStack {
  readonly resources: readonly Resource[];
  readonly lookup: Lookup;
}

/**
 * Resolves the resources one after the other, each after those it refers to.
 * @throws for a cycle, and for any type, attribute, condition or function the laptop stack does not cover.
 */
export function resolveResources(document: Document, scope: Scope): ResolvedStack {
  const done = new Map<string, Resolved>();
  const lookup = lookupIn(done, document, scope);
  const order = dependencyOrder(Object.keys(document.Resources), (id) => dependenciesOf(document.Resources[id]));
  for (const logicalId of order) {
    const declared = document.Resources[logicalId];
    if (declared !== undefined) done.set(logicalId, resolveOne(logicalId, declared, lookup, scope));
  }
  return { resources: [...done.values()].map(({ resource }) => resource), lookup };
}

function dependenciesOf(resource: DocumentResource | undefined): readonly string[] {
  if (resource === undefined) return [];
  return [...referencesOf(resource.Properties), ...listOf(resource.DependsOn)];
}

function resolveOne(logicalId: string, declared: DocumentResource, lookup: Lookup, scope: Scope): Resolved {
  refuseCondition(logicalId, declared);
  const properties = resolveProperties(logicalId, declared, lookup);
  const identity = identityOf({ logicalId, type: declared.Type, properties }, scope);
  return { identity, resource: { logicalId, type: declared.Type, properties, ref: identity.ref, arn: identity.arn } };
}

function resolveProperties(logicalId: string, declared: DocumentResource, lookup: Lookup): Record<string, unknown> {
  try {
    return resolveRecord(declared.Properties, lookup);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`In ${declared.Type} (logical id ${logicalId}): ${reason}`, { cause });
  }
}

/** CDK puts a condition on its usage metadata only; any other would change what exists. */
function refuseCondition(logicalId: string, { Type, Condition }: DocumentResource): void {
  if (Condition === undefined || Type === 'AWS::CDK::Metadata') return;
  throw notCovered(
    `the condition ${Condition} on ${Type} (logical id ${logicalId})`,
    'decide in the CDK app, when the app is synthesised, whether the resource exists.',
  );
}

function lookupIn(done: ReadonlyMap<string, Resolved>, document: Document, scope: Scope): Lookup {
  const pseudo = pseudoParameters(scope);
  return {
    ref: (name) => {
      if (pseudo.has(name)) return pseudo.get(name);
      const resolved = done.get(name);
      return resolved === undefined ? parameterDefault(name, document) : known(resolved, 'Ref').identity.ref;
    },
    attribute: (logicalId, attribute) => {
      const resolved = done.get(logicalId);
      if (resolved === undefined)
        throw new Error(`Fn::GetAtt names ${logicalId}, which is no resource of the template.`);
      return attributeOf(known(resolved, attribute), attribute);
    },
  };
}

/** Source: CloudFormation User Guide, "Pseudo parameters reference". */
function pseudoParameters(scope: Scope): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>([
    ['AWS::AccountId', scope.accountId],
    ['AWS::NoValue', NO_VALUE],
    ['AWS::Partition', PARTITION],
    ['AWS::Region', scope.region],
    ['AWS::StackId', stackIdOf(scope)],
    ['AWS::StackName', scope.stackName],
    ['AWS::URLSuffix', URL_SUFFIX],
  ]);
}

function parameterDefault(name: string, document: Document): unknown {
  const parameter = Object.hasOwn(document.Parameters, name) ? document.Parameters[name] : undefined;
  if (parameter === undefined) throw new Error(`Ref names ${name}, which is no resource or parameter of the template.`);
  if (parameter.Type.startsWith('AWS::SSM::') || parameter.Default === undefined) {
    throw notCovered(`the parameter ${name} (${parameter.Type})`, 'give it a plain type and a default.');
  }
  return parameter.Default;
}

function known(resolved: Resolved, wanted: string): Resolved {
  const { type, logicalId } = resolved.resource;
  if (!isCustom(type)) return resolved;
  throw notCovered(
    `${wanted} of ${type} (logical id ${logicalId})`,
    'only the custom resource’s function knows it, at deployment; take the value from its source in the CDK app.',
  );
}

function attributeOf({ identity, resource }: Resolved, attribute: string): string {
  const value = Object.hasOwn(identity.attributes, attribute) ? identity.attributes[attribute] : undefined;
  if (value !== undefined) return value;
  const covered = Object.keys(identity.attributes).join(', ') || 'none';
  throw notCovered(
    `the attribute ${attribute} of ${resource.type} (logical id ${resource.logicalId})`,
    `it knows these: ${covered}.`,
  );
}
