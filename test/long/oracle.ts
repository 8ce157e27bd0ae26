import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type PseudonymKeys, pseudonym, readPseudonymKeys } from '../../domain/identity/pseudonym-keys.ts';
import { queryJson } from '../support/laptop.ts';

/** An item of a delivery: the message's id, and the status, or `message` for a message itself. */
export interface Item {
  readonly id: string;
  readonly kind: string;
}

const documentSchema = z.object({
  entry: z.array(
    z.object({
      changes: z.array(
        z.object({
          value: z.object({
            statuses: z.array(z.object({ id: z.string(), status: z.string() })).default([]),
            messages: z.array(z.object({ id: z.string() })).default([]),
          }),
        }),
      ),
    }),
  ),
});

/** The items of a webhook document, in which an item may stand twice. */
export function itemsOf(body: Buffer): readonly Item[] {
  const { entry } = documentSchema.parse(JSON.parse(body.toString('utf8')));
  return entry.flatMap(({ changes }) =>
    changes.flatMap(({ value }) => [
      ...value.statuses.map(({ id, status }) => ({ id, kind: status })),
      ...value.messages.map(({ id }) => ({ id, kind: 'message' })),
    ]),
  );
}

export interface Findings {
  /** Acknowledged items that are not in `events`. */
  readonly lost: readonly Item[];
  /** Rows of `events` that stand there more than once, as `<message key> <kind>`. */
  readonly doubled: readonly string[];
  /** Rows of `events` that nobody sent. */
  readonly foreign: readonly string[];
  /** Rows beyond the first of each event under `event_rows`: what at-least-once delivery left for `events` to fold. */
  readonly copies: number;
  /** Objects under `failed/`. */
  readonly failedObjects: readonly string[];
}

/** The lake of a data folder against what was acknowledged and what was sent at all. */
export async function compare(dataDir: string, acknowledged: Iterable<Item>, sent: Iterable<Item>): Promise<Findings> {
  const keys = pseudonymKeysOf(dataDir);
  const keyOf = ({ id, kind }: Item) => `${pseudonym(keys, 'message', id)} ${kind}`;
  const rows = await queryJson(dataDir, BY_ITEM);
  const found = new Map(rows.map(({ item, copies }) => [String(item), Number(copies)]));
  const stored = found.get(STORED) ?? 0;
  found.delete(STORED);
  const known = new Set([...sent].map(keyOf));
  return {
    lost: [...acknowledged].filter((item) => !found.has(keyOf(item))),
    doubled: [...found].filter(([, copies]) => copies !== 1).map(([item]) => item),
    foreign: [...found.keys()].filter((item) => !known.has(item)),
    copies: stored - found.size,
    failedObjects: objectsUnder(dataDir, 'failed'),
  };
}

const STORED = 'rows stored';

const BY_ITEM = `
SELECT concat(message_key, ' ', coalesce(status, 'message')) AS item, count(*) AS copies
FROM events
WHERE source = 'meta'
GROUP BY 1
UNION ALL
SELECT '${STORED}' AS item, count(*) AS copies
FROM event_rows
WHERE source = 'meta'`;

/** The objects of a prefix, in whichever bucket. */
export function objectsUnder(dataDir: string, prefix: string): readonly string[] {
  const found = globSync(`s3/*/${prefix}/**/*`, { cwd: dataDir, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const secretsSchema = z.record(z.string(), z.object({ current: z.object({ value: z.string() }) }));

function pseudonymKeysOf(dataDir: string): PseudonymKeys {
  const secrets = secretsSchema.parse(JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')));
  const [, pepper] = Object.entries(secrets).find(([name]) => name.includes('Pepper')) ?? [];
  return readPseudonymKeys(pepper?.current.value ?? '');
}
