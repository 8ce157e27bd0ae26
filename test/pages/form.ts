import type { Browsing, Outcome } from './browsing.ts';
import { differencesIn } from './equal.ts';
import { shownIn } from './shown.ts';
import { askOf, type ServedStack } from './stack.ts';
import { visit } from './visit.ts';

/**
 * The filter by keyboard alone and without the script: the period before the chosen one, the first campaign, Enter. The
 * address must say so, and the numbers be those of its statements.
 */
export async function checkForm({ browser }: Browsing, { url, dataDir }: ServedStack): Promise<Outcome> {
  await using visited = await visit(browser, `${url}exec`, { script: false });
  const { page } = visited;
  await page.focus('input[name=period]:checked');
  await page.keyboard.press('ArrowLeft');
  await page.focus('select[name=campaign]');
  await page.keyboard.press('ArrowDown');
  await page.focus('form.filter button');
  await Promise.all([page.waitForURL(/[?&]period=/), page.keyboard.press('Enter')]);
  const { searchParams } = new URL(page.url());
  const campaign = searchParams.get('campaign') ?? '';
  const shown = shownIn(await page.content());
  const [sql = ''] = shown.statements.get('exec_messages') ?? [];
  const findings = [
    ...(searchParams.get('period') === '7d' ? [] : [`the address is ${page.url()}: its period is not 7d`]),
    ...(campaign !== '' && sql.includes(`'${campaign.replaceAll("'", "''")}'`)
      ? []
      : [`the statement is not narrowed to the campaign "${campaign}" of the address`]),
    ...(await differencesIn(shown, await askOf(dataDir))),
    ...visited.heard,
  ];
  return { what: 'exec: the filter by keyboard, without script', findings };
}
