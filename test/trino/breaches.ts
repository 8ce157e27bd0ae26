import { storedName } from '../../domain/contracts/lake-layout.ts';
import { columnList, LIVE, type Relations } from '../../domain/sql/deployed-views.ts';
import type { ViewFile } from '../../domain/sql/view-order.ts';
import { PAGE_STATEMENTS } from '../support/page-statements.ts';
import type { RunTrino } from './client.ts';
import type { Compared } from './equality.ts';
import { functionDifferences } from './functions.ts';
import type { LaptopLake } from './lake.ts';
import { breach, expectations, generationExpectations, partitionsRead } from './partitions.ts';
import type { Proof } from './proof.ts';
import type { Written } from './refresh-statements.ts';
import { type Kind, plannedStages, tooManyStages } from './stages.ts';

/** What Trino says of itself, against what `npm test` and the views count on; a line for each that does not hold. */
export async function breaches(
  { trino, relations, written, views }: Proof,
  { through }: LaptopLake,
  all: readonly Compared[],
): Promise<readonly string[]> {
  const version = String((await trino('SELECT node_version FROM system.runtime.nodes')).rows[0]?.[0]);
  return [
    ...(await functionDifferences(trino, version)),
    ...stagesBeyond(views, all),
    ...(await partitionBreaches(trino, relations, written, through)),
    ...(await detours(trino, relations, written)),
  ];
}

export function stagesBeyond(views: readonly ViewFile[], all: readonly Compared[]): readonly string[] {
  const names = new Set(views.map(({ name }) => name));
  const kindOf = (name: string): Kind => {
    if (name.startsWith(LIVE)) return 'live';
    if (names.has(name)) return 'public';
    const statement = name.split(' ')[0] ?? '';
    // A report may count every view in one statement: it is made once a month, and nobody waits for a page.
    const isOfPage = PAGE_STATEMENTS.some((page) => page.name === statement) && !statement.startsWith('report_');
    return isOfPage ? 'page' : 'other';
  };
  return all.flatMap(({ name, stages }) => tooManyStages(name, kindOf(name), stages) ?? []);
}

async function partitionBreaches(
  trino: RunTrino,
  { tables }: Relations,
  { generation }: Written,
  through: string | null,
): Promise<readonly string[]> {
  const found = through === null ? ['no day is closed, so no partition of a day was looked at'] : [];
  const ofDays = through === null ? [] : expectations(through);
  for (const expectation of [...ofDays, ...generationExpectations(tables, generation)]) {
    const broken = breach(expectation, await partitionsRead(trino, expectation.sql));
    if (broken !== undefined) found.push(broken);
  }
  return found;
}

/** Views that take more stages to find their generation than with its name in them. */
async function detours(trino: RunTrino, { tables }: Relations, { generation }: Written): Promise<readonly string[]> {
  const found: string[] = [];
  for (const table of tables) {
    const direct = `SELECT ${columnList(table)} FROM ${storedName(table.name)} WHERE generation = '${generation}'`;
    const ofView = await plannedStages(trino, `SELECT * FROM ${table.name}`);
    const ofTable = await plannedStages(trino, direct);
    if (ofView > ofTable)
      found.push(`${table.name} takes ${ofView} stages, ${ofTable} with the generation's name in it`);
  }
  return found;
}
