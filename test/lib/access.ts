import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnElement } from 'aws-cdk-lib';
import type { IRole, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { Principal, Resource, Template } from 'aws-laptop';
import {
  bucketPolicies,
  mayAccess,
  mayUseKey,
  principalFrom,
  readPolicy,
  type Statement,
  stackIdOf,
} from 'aws-laptop/policies';
import { smallTemplate } from 'aws-laptop/testing';
import type { IConstruct } from 'constructs';
import { type TestStack, testStack } from './template.ts';

/** One line of the table: role, action, resource, and for keys the service that uses them. */
export interface Case {
  readonly role: string;
  readonly action: string;
  /** `lake:failed/a`, `sealedKey`, `table:event_rows`, `function:compact`, … */
  readonly resource: string;
  readonly via?: string;
  readonly expect: 'allowed' | 'denied';
}

/** Without AWS End User Messaging Social, whose resources do not run locally; its role equals the receiver's. */
const { stack, template, ofType }: TestStack = testStack();

export { ofType };

export interface TemplateJson {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: object }>>;
}

export const TEMPLATE: TemplateJson & { readonly [section: string]: unknown } = { Resources: {}, ...template.toJSON() };

export const CASES: readonly Case[] = JSON.parse(readFileSync(join(import.meta.dirname, 'access.cases.json'), 'utf8'));

const ACCOUNT = '123456789012';
const everything: Statement = {
  effect: 'Allow',
  actions: ['*'],
  exceptActions: false,
  resources: ['*'],
  exceptResources: false,
  conditions: [],
};

const ROLES: Readonly<Record<string, IRole | undefined>> = {
  receiver: stack.receiver.function.role,
  transform: stack.stream.transform.role,
  views: stack.query.views.role,
  compact: stack.compaction.function.role,
  refresh: stack.refresh.function.role,
  reprocess: stack.replay.function.role,
  seal: stack.sealFailed.function.role,
  find: stack.find.function.role,
  pages: stack.pages.function.role,
  stream: stack.stream.role,
  backup: stack.stream.backupRole,
  replayStream: stack.replay.role,
  replayAtScale: stack.replay.stateMachine.role,
};

const POLICIES: Readonly<Record<string, ManagedPolicy>> = {
  analyst: stack.roles.analyst,
  finance: stack.roles.finance,
  operator: stack.roles.operator,
};

/** Roles of the account that are not part of the stack. */
const OTHERS: Readonly<Record<string, readonly Statement[]>> = {
  administrator: [everything],
  s3Administrator: [{ ...everything, actions: ['s3:*', 'kms:*'] }],
  keyAdministrator: [{ ...everything, actions: ['kms:*'] }],
};

const CONSTRUCTS: Readonly<Record<string, IConstruct>> = {
  lake: stack.stores.lake,
  sealed: stack.stores.sealed,
  results: stack.stores.results,
  reports: stack.stores.reports,
  lakeKey: stack.stores.lakeKey,
  sealedKey: stack.stores.sealedKey,
  claims: stack.claims.table,
  stateMachine: stack.replay.stateMachine,
  'stream:live': stack.stream.stream,
  'stream:replay': stack.replay.stream,
  'secret:pepper': stack.secrets.pepper,
  'secret:eventKey': stack.secrets.eventKey,
  'function:receiver': stack.receiver.function,
  'function:transform': stack.stream.transform,
  'function:views': stack.query.views,
  'function:compact': stack.compaction.function,
  'function:refresh': stack.refresh.function,
  'function:reprocess': stack.replay.function,
  'function:seal': stack.sealFailed.function,
  'function:find': stack.find.function,
  'function:pages': stack.pages.function,
  ...Object.fromEntries([...stack.secrets.ofSource].map(([source, secret]) => [`secret:${source}`, secret])),
};

/** The names that the table may use. */
export const ROLE_NAMES = [...Object.keys(ROLES), ...Object.keys(POLICIES), ...Object.keys(OTHERS)];

/** The cases for which the template's policies differ from the table. */
export function differences(json: TemplateJson, cases: readonly Case[]): readonly Case[] {
  const isAllowed = accessBy(smallTemplate({ ...json }, 'Lake'));
  return cases.filter((one) => isAllowed(one) !== (one.expect === 'allowed'));
}

/** Whether there are such cases. */
export function differs(json: TemplateJson, cases: readonly Case[]): boolean {
  const isAllowed = accessBy(smallTemplate({ ...json }, 'Lake'));
  return cases.some((one) => isAllowed(one) !== (one.expect === 'allowed'));
}

function accessBy(read: Template): (one: Case) => boolean {
  const policies = bucketPolicies(read.resources);
  return (one) => isAllowedBy(read, policies, one);
}

function isAllowedBy(
  read: Template,
  policies: ReturnType<typeof bucketPolicies>,
  { role, action, resource, via }: Case,
): boolean {
  const principal = principalNamed(read, role);
  if (action.startsWith('kms:')) {
    return mayUseKey(read, principal, { action, keyArn: arnsOf(read, resource)[0] ?? '', viaService: via });
  }
  if (action.startsWith('s3:')) {
    const [arn = ''] = arnsOf(read, resource);
    const bucket = arn.split(':').at(-1)?.split('/')[0] ?? '';
    return mayAccess(principal, policies.get(bucket) ?? [], action, arn);
  }
  // Glue checks a call on the table, its database and the catalog.
  return arnsOf(read, resource).every((arn) => principal.allows(action, arn));
}

/** The policies for people as JSON, with all names resolved. */
export function readManagedPolicies(): readonly string[] {
  const read = smallTemplate({ ...TEMPLATE }, 'Lake');
  return Object.values(POLICIES).map((policy) => JSON.stringify(resourceOf(read, policy).properties.PolicyDocument));
}

function principalNamed(read: Template, name: string): Principal {
  const policy = POLICIES[name];
  if (policy !== undefined) return principalFrom(roleArn(name), readPolicy(resourceOf(read, policy)).statements);
  const others = OTHERS[name];
  if (others !== undefined) return principalFrom(roleArn(name), others);
  const role = ROLES[name];
  if (role === undefined) throw new Error(`There is no role ${name}; the table may use ${ROLE_NAMES.join(', ')}.`);
  return read.principalOf(resourceOf(read, role).arn);
}

function roleArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/${name}`;
}

function resourceOf(read: Template, construct: IConstruct): Resource {
  const resource = construct.node.defaultChild ?? construct;
  const logicalId = CfnElement.isCfnElement(resource) ? stack.getLogicalId(resource) : '';
  const found = read.resources.find((one) => one.logicalId === logicalId);
  if (found === undefined) throw new Error(`The template has no resource for ${construct.node.path}.`);
  return found;
}

function arnsOf(read: Template, name: string): readonly string[] {
  const named = CONSTRUCTS[name];
  if (named !== undefined) return [resourceOf(read, named).arn];
  const [kind = '', ...rest] = name.split(':');
  const inside = rest.join(':');
  const bucket = CONSTRUCTS[kind];
  if (bucket !== undefined && inside !== '') return [`${resourceOf(read, bucket).arn}/${inside}`];
  const regional = (service: string, tail: string) => `arn:aws:${service}:${read.region}:${ACCOUNT}:${tail}`;
  const database = stack.catalog.database.node.defaultChild;
  const lake = database === undefined ? '' : resourceOf(read, database).ref;
  switch (kind) {
    case 'table':
      return [
        regional('glue', 'catalog'),
        regional('glue', `database/${lake}`),
        regional('glue', `table/${lake}/${inside}`),
      ];
    case 'database':
      return [regional('glue', 'catalog'), regional('glue', `database/${inside || lake}`)];
    case 'tableElsewhere':
      return [
        regional('glue', 'catalog'),
        regional('glue', 'database/elsewhere'),
        regional('glue', `table/elsewhere/${inside}`),
      ];
    case 'key':
      return [regional('kms', `key/${inside}`)];
    case 'deliveryLog': {
      const owner = inside === 'live' ? stack.stream : stack.replay;
      return [resourceOf(read, owner.node.findChild('DeliveryLogs')).arn.replace(/\*$/, 'log-stream:S3Destination')];
    }
    case 'mapRun':
      return [
        `${resourceOf(read, stack.replay.stateMachine).arn.replace(':stateMachine:', ':execution:')}/EachObject:1`,
      ];
    case 'workgroup':
      return [regional('athena', `workgroup/${inside || stack.query.workgroup.name}`)];
    case 'datacatalog':
      return [regional('athena', `datacatalog/${inside}`)];
    case 'execution': {
      const machine = resourceOf(read, stack.replay.stateMachine).arn.replace(':stateMachine:', ':execution:');
      return [inside === '' ? `${machine}:1` : regional('states', `execution:${inside}:1`)];
    }
    case 'stack':
      return [inside === '' ? stackIdOf(read) : regional('cloudformation', `stack/${inside}/1`)];
    // A call by stack name is checked on this, wildcard included.
    case 'stackByName':
      return [regional('cloudformation', `stack/${inside || read.stackName}/*`)];
    case 'log':
      return [regional('logs', `log-group:${inside || logGroupName(read)}:log-stream:1`)];
    case 'any':
      return ['*'];
    default:
      throw new Error(`The table names ${name}, which is not part of the stack.`);
  }
}

function logGroupName(read: Template): string {
  const { LoggingConfig } = resourceOf(read, stack.replay.function).properties;
  return String(Object(LoggingConfig).LogGroup);
}
