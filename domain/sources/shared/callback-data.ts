import type { SourceRow } from '../../event/row.ts';
import type { KeyRing } from '../../identity/key-ring.ts';
import { knownWordColumn, nameColumn } from '../../personal/keyed.ts';
import { isObject, parseWithSafeIds, text } from '../../shared/json.ts';
import { memoize } from '../../shared/memoize.ts';
import { templateCategory, templateLanguage } from './template.ts';

type CampaignColumn =
  | 'campaign_id'
  | 'template_name'
  | 'template_language'
  | 'template_version'
  | 'template_category'
  | 'experiment_arm'
  | 'cost_tag';

/** The names a business may use, and the column of each. Where two names of a column stand together, the first here counts. */
const COLUMN_OF_NAME: ReadonlyMap<string, CampaignColumn> = new Map([
  ['campaign_id', 'campaign_id'],
  ['campaign', 'campaign_id'],
  ['template_name', 'template_name'],
  ['template', 'template_name'],
  ['language', 'template_language'],
  ['version', 'template_version'],
  ['category', 'template_category'],
  ['experiment_arm', 'experiment_arm'],
  ['arm', 'experiment_arm'],
  ['cost_tag', 'cost_tag'],
  ['cost', 'cost_tag'],
]);

/** What a column takes; a template's language and category are in the form that Meta's own fields are brought to. */
const VALUE_OF_COLUMN: Readonly<Record<CampaignColumn, (ring: KeyRing, written: string) => string | null>> = {
  campaign_id: nameColumn,
  template_name: nameColumn,
  template_language: (_ring, written) => templateLanguage(written),
  template_version: nameColumn,
  template_category: (ring, written) => knownWordColumn(ring, templateCategory(written)),
  experiment_arm: nameColumn,
  cost_tag: nameColumn,
};

/** Meta takes 512 characters for the string; a longer one was not made by this agreement. */
const LONGEST_CHARACTERS = 512;
const RINGS = 4;
const REMEMBERED = 1_000;

/**
 * What a business says of a message in `biz_opaque_callback_data`, the string of its own that Meta echoes on statuses:
 * a JSON object, or `name=value;name=value`. Names that are not ours are ignored; a value that breaks the grammar of names
 * is keyed; a string of any other form says nothing. Never throws (docs/sends.md).
 */
export function readCallbackData(ring: KeyRing, value: string | null): Partial<SourceRow> {
  if (value === null || value.length > LONGEST_CHARACTERS) return {};
  return columnsIn(ring)(value);
}

/** Messages of a campaign say the same. */
const columnsIn = memoize(RINGS, (ring: KeyRing) =>
  memoize(REMEMBERED, (value: string): Partial<SourceRow> => {
    const given = value.trimStart().startsWith('{') ? fromJson(value) : fromPairs(value);
    const columns: Partial<Record<CampaignColumn, string>> = {};
    for (const [name, column] of COLUMN_OF_NAME) {
      const written = given.get(name);
      const value = written === undefined ? null : VALUE_OF_COLUMN[column](ring, written.trim());
      if (value !== null) columns[column] ??= value;
    }
    return columns;
  }),
);

function fromJson(value: string): ReadonlyMap<string, string> {
  const parsed = parsedOrNull(value);
  const pairs = new Map<string, string>();
  if (!isObject(parsed)) return pairs;
  for (const [name, inner] of Object.entries(parsed)) {
    const written = text(inner);
    if (written !== null) pairs.set(name, written);
  }
  return pairs;
}

function parsedOrNull(value: string): unknown {
  try {
    return parseWithSafeIds(value);
  } catch {
    return null;
  }
}

const PAIR = /^\s*([A-Za-z_][A-Za-z0-9_.-]{0,63})\s*=(.*)$/s;
const NO_PAIRS: ReadonlyMap<string, string> = new Map();

/** Every piece must be a pair: a sentence with an equals sign in it is not ours to read. Of one name twice the first counts. */
function fromPairs(value: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const piece of value.split(';')) {
    const [, name, written] = PAIR.exec(piece) ?? [];
    if (name === undefined || written === undefined) {
      if (piece.trim() === '') continue;
      return NO_PAIRS;
    }
    if (!pairs.has(name)) pairs.set(name, written);
  }
  return pairs;
}
