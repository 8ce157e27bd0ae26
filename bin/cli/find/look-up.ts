import pMap from 'p-map';
import type { QueryResult } from '../../../lambdas/aws/athena-result.ts';
import { type Ask, column, firstColumn } from './ask.ts';

/** One part of what is known. */
export interface Section {
  /** The statement of `sql/` that it is from, and its member in JSON. */
  readonly name: string;
  readonly title: string;
  readonly result: QueryResult;
}

/** Statements under way at once. */
const CONCURRENCY = 4;

/** What is known of a message, or of whoever is known by an alias; the parts without rows are left out. */
export async function lookUp(
  what: 'message' | 'person',
  keys: readonly string[],
  ask: Ask,
): Promise<readonly Section[]> {
  const sections = await (what === 'message' ? message(keys, ask) : person(keys, ask));
  const known = sections.filter(({ result }) => result.rows.length > 0);
  if (known.length > 0) return known;
  // Events that no view reports: of days before the reporting window, or that only name it.
  const elsewhere = await section(['events', 'In no report; events that name it', keys], ask);
  return elsewhere.result.rows.length > 0 ? [elsewhere] : [];
}

type Question = readonly [name: string, title: string, keys: readonly string[]];

async function section([name, title, keys]: Question, ask: Ask): Promise<Section> {
  return { name, title, result: await ask(name, keys) };
}

function message(keys: readonly string[], ask: Ask): Promise<readonly Section[]> {
  const questions: readonly Question[] = [
    ['message', 'Message', keys],
    ['person', 'Person', keys],
    ['statuses', 'Statuses', keys],
    ['charges', 'Charges', keys],
    ['attributed_to', 'Attributed to', keys],
    ['replies', 'Replies attributed to it', keys],
    ['clicks', 'Clicks', keys],
    ['named_by', 'Reactions, edits and deletions', keys],
  ];
  return pMap(questions, (question) => section(question, ask), { concurrency: CONCURRENCY });
}

/** By three steps: whose the keys are, what is known of these persons, and of their numbers and newest messages. */
async function person(keys: readonly string[], ask: Ask): Promise<readonly Section[]> {
  const persons = firstColumn(await ask('held_by', keys));
  const [newest, ...known] = await Promise.all([
    ask('newest', persons),
    section(['persons', 'Person', persons], ask),
    section(['consents', 'Consents', persons], ask),
    section(['messages', 'Messages', persons], ask),
    section(['aliases', 'Known by', persons], ask),
  ]);
  const [seen, consents, messages, aliases] = known;
  const [countries, lastMessages] = await Promise.all([
    section(['countries', 'Countries', column(aliases.result, 'alias_key')], ask),
    section(['last_messages', 'Last messages', firstColumn(newest)], ask),
  ]);
  return [seen, countries, consents, messages, lastMessages, aliases];
}
