import { BUTTONS } from '../../dashboard/buttons.ts';
import { EXEC } from '../../dashboard/exec.ts';
import { DEFAULT_FILTER, windowOf } from '../../domain/pages/filter.ts';
import { fillStatement, valuesOf } from '../../domain/pages/statement.ts';
import { pageStatements } from '../../lambdas/aws/page-answers.ts';
import type { Question } from '../numbers/questions.ts';
import { SQL_FOLDER } from '../numbers/relations.ts';

const textOf = pageStatements(SQL_FOLDER);

/** The statements of the pages of refreshed numbers, for 28 days of everything; `today` is the last of them. */
export function questionsOfPages(today: string): readonly Question[] {
  const values = valuesOf(DEFAULT_FILTER, windowOf(DEFAULT_FILTER.period, today));
  const names = ['page_header', 'page_options', ...EXEC.statements, ...BUTTONS.statements];
  return names.map((title) => ({ title, sql: fillStatement(textOf(title), values) }));
}
