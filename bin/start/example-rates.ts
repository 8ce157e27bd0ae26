import { join } from 'node:path';
import { PROJECT_ROOT } from './build.ts';
import { readLake } from './children.ts';

const FOLDER = join(PROJECT_ROOT, 'docs', 'examples', 'reference');
const FILES = ['rate_markets', 'rate_cards', 'billing_accounts'] as const;

/** Puts in the example rates, so that the sample has costs; not where there is reference data already. */
export async function putExampleRates(dataDir: string): Promise<void> {
  const kept: unknown = JSON.parse(await readLake(dataDir, 'reference', 'list', '--format', 'json'));
  if (!Array.isArray(kept) || kept.length > 0) return;
  for (const kind of FILES) {
    await readLake(dataDir, 'reference', 'put', kind, join(FOLDER, `${kind.replace('_', '-')}.csv`));
  }
}
