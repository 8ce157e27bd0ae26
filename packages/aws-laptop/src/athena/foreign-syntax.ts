/**
 * Refuses what DuckDB would run and Trino would not, as far as the syntax tree shows it: a query that passes on the
 * laptop should pass on Athena.
 */
import { AwsError } from '../aws.ts';
import { children, isNode, lineAndColumn, type Node, text } from './syntax-node.ts';
import { isSharedExtractField, isSharedFunction } from './trino-functions.ts';

/** @throws AwsError InvalidRequestException naming the place and the construct. */
export function refuseForeignSyntax(query: string, node: Node): void {
  const problem = foreignConstruct(node) ?? foreignFunction(node);
  if (problem !== undefined) {
    throw new AwsError(
      'InvalidRequestException',
      `${lineAndColumn(query, Number(node.query_location ?? 0))}: ${problem}`,
    );
  }
  // UNNEST is judged with the node that holds it; its arguments are expressions like any other.
  const below = children(node).flatMap((child) => (isTableFunctionOf(node, child) ? children(child) : [child]));
  for (const child of below) refuseForeignSyntax(query, child);
}

const NODE_TYPES: ReadonlyMap<unknown, string> = new Map([
  ['SHOW_REF', 'DESCRIBE, SHOW and SUMMARIZE'],
  ['PIVOT', 'PIVOT'],
  ['LIMIT_PERCENT_MODIFIER', 'LIMIT with a percentage'],
  ['POSITIONAL_REFERENCE', 'a column by #number'],
  ['LAMBDA', 'a lambda (the laptop covers none)'],
  ['VALUE_PARAMETER', 'a parameter (the laptop covers no ExecutionParameters)'],
]);
const JOINS: ReadonlySet<unknown> = new Set(['ASOF', 'POSITIONAL', 'SEMI', 'ANTI']);

function foreignConstruct(node: Node): string | undefined {
  const construct = NODE_TYPES.get(node.type) ?? clause(node) ?? starOption(node);
  return construct === undefined
    ? undefined
    : `SYNTAX_ERROR: ${construct} is not shared by Trino and the laptop's DuckDB.`;
}

function clause(node: Node): string | undefined {
  if (isNode(node.qualify)) return 'QUALIFY';
  if (node.aggregate_handling === 'FORCE_AGGREGATES') return 'GROUP BY ALL';
  if (isNode(node.sample)) return 'TABLESAMPLE';
  if (Array.isArray(node.distinct_on_targets)) return 'DISTINCT ON';
  if (node.type === 'JOIN' && (JOINS.has(node.ref_type) || JOINS.has(node.join_type))) return 'this kind of join';
  if (node.type === 'SET_OPERATION_NODE' && node.setop_type === 'UNION_BY_NAME') return 'UNION BY NAME';
  return undefined;
}

function starOption(node: Node): string | undefined {
  if (node.class !== 'STAR') return undefined;
  const foreign = ['exclude_list', 'replace_list', 'rename_list', 'expr', 'columns', 'qualified_exclude_list'];
  return foreign.some((option) => node[option] !== undefined) ? 'an option of *, or ALL,' : undefined;
}

function foreignFunction(node: Node): string | undefined {
  if (node.type === 'TABLE_FUNCTION') return foreignTableFunction(node);
  const name = text(node.function_name);
  if (name === 'timezone') return 'AT TIME ZONE means another thing in DuckDB; use at_timezone(value, zone).';
  if (name === 'date_part') return foreignExtract(node);
  if (name === '' || isSharedFunction(name)) return undefined;
  return `FUNCTION_NOT_FOUND: Function '${name}' is not one that Trino and the laptop share.`;
}

function foreignTableFunction(node: Node): string | undefined {
  const name = isNode(node.function) ? text(node.function.function_name) : '';
  return name === 'unnest'
    ? undefined
    : `FUNCTION_NOT_FOUND: Table function '${name}' is refused; only UNNEST is covered.`;
}

function isTableFunctionOf(node: Node, child: Node): boolean {
  return node.type === 'TABLE_FUNCTION' && node.function === child;
}

function foreignExtract(node: Node): string | undefined {
  const field = children(node).flatMap((child) =>
    child.class === 'CONSTANT' && isNode(child.value) ? [text(child.value.value)] : [],
  )[0];
  if (field !== undefined && isSharedExtractField(field)) return undefined;
  return `EXTRACT(${field ?? '?'} …) differs between Trino and DuckDB; use a function such as day_of_week.`;
}
