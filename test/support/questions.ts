import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = join(import.meta.dirname, '../../docs/questions.md');
const HEADING = /^## (?<number>\d+)\. (?<title>.+\?)$/m;
const BODY = /^\n\n```sql\n(?<sql>[^`]+)\n```\n\n(?<notes>(?:- .+\n)+)\s*$/;

/** A question of docs/questions.md: the page is the source, of the tests as of its readers. */
export interface Question {
  readonly number: number;
  readonly title: string;
  readonly sql: string;
  /** How to read the answer, and what it does not say. */
  readonly notes: readonly string[];
}

/** @throws Error for a section that is not a heading, one statement and its notes. */
export function questionsOfPage(page: string = readFileSync(PAGE, 'utf8')): readonly Question[] {
  return page
    .split(/^(?=## )/m)
    .slice(1)
    .map((section) => {
      const heading = HEADING.exec(section);
      const body = BODY.exec(section.slice(heading?.[0].length ?? 0));
      const { number = '', title = '', sql, notes = '' } = { ...heading?.groups, ...body?.groups };
      if (sql === undefined) throw new Error(`This is no question with its SQL and its notes: ${section.slice(0, 80)}`);
      return { number: Number(number), title, sql, notes: notes.trim().split('\n') };
    });
}

/** The statement as of an instant: two engines that are asked one after the other must mean the same day. */
export function asOf(sql: string, now: Date): string {
  const instant = now.toISOString().replace('T', ' ').slice(0, -1);
  return sql
    .replace(/\bcurrent_date\b/g, `DATE '${instant.slice(0, 10)}'`)
    .replace(/\blocaltimestamp\b/g, `TIMESTAMP '${instant}'`);
}
