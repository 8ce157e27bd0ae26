/** Athena's lists: workgroups, and the queries that have been run in one since the start. */
import * as z from 'zod';
import { AwsError, authorize, type JsonOperation, type Principal } from '../aws.ts';
import { listPage, pageToken } from '../list-page.ts';
import { describeExecution, summariseWorkGroup } from './descriptions.ts';
import type { Executions } from './executions.ts';
import { parseInput } from './input.ts';
import { findWorkGroup, type WorkGroup } from './workgroups.ts';

/** The Athena API Reference: at most 50 a page. */
const MAX_PAGE = 50;
const paged = { NextToken: pageToken, MaxResults: z.number().int().min(1).max(MAX_PAGE).default(MAX_PAGE) };
const groupsInput = z.strictObject(paged);
const historyInput = z.strictObject({ ...paged, WorkGroup: z.string().default('primary') });
const batchInput = z.strictObject({ QueryExecutionIds: z.array(z.string().min(1)).min(1).max(MAX_PAGE) });

export function historyOperations(
  executions: Executions,
  groups: ReadonlyMap<string, WorkGroup>,
): Readonly<Record<string, JsonOperation>> {
  return {
    async ListWorkGroups(input, principal) {
      const { NextToken, MaxResults } = parseInput(groupsInput, input);
      // The action has no resource ("Actions, resources, and condition keys for Amazon Athena").
      authorize(principal, 'athena:ListWorkGroups', '*');
      const { items, token } = listPage([...groups.values()], NextToken, MaxResults);
      return { WorkGroups: items.map(summariseWorkGroup), ...token };
    },
    async ListQueryExecutions(input, principal) {
      const { WorkGroup, NextToken, MaxResults } = parseInput(historyInput, input);
      const group = findWorkGroup(groups, WorkGroup);
      authorize(principal, 'athena:ListQueryExecutions', group.arn);
      const ofGroup = executions.list().filter(({ workGroup }) => workGroup.name === group.name);
      const { items, token } = listPage(ofGroup.toReversed(), NextToken, MaxResults);
      return { QueryExecutionIds: items.map(({ id }) => id), ...token };
    },
    async BatchGetQueryExecution(input, principal) {
      const { QueryExecutionIds } = parseInput(batchInput, input);
      const found = QueryExecutionIds.map((id) => [id, described(executions, id, principal)] as const);
      return {
        QueryExecutions: found.flatMap(([, execution]) => execution ?? []),
        UnprocessedQueryExecutionIds: found
          .filter(([, execution]) => execution === undefined)
          .map(([id]) => missing(id)),
      };
    },
  };
}

function described(executions: Executions, id: string, principal: Principal): unknown {
  const execution = executions.get(id);
  if (execution === undefined) return undefined;
  authorize(principal, 'athena:BatchGetQueryExecution', execution.workGroup.arn);
  return describeExecution(execution);
}

/** AWS has no list of the codes; this is what GetQueryExecution answers for the same id. */
function missing(id: string): unknown {
  const { code, message } = new AwsError('InvalidRequestException', `QueryExecution ${id} was not found`);
  return { QueryExecutionId: id, ErrorCode: code, ErrorMessage: message };
}
