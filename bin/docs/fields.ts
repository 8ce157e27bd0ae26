import { CAMPAIGN, ENTITY, LAKE, MESSAGE, STATUS } from '../../domain/event/columns/message.ts';
import { MADE_WITH, WHAT } from '../../domain/event/columns/what.ts';
import { WHO } from '../../domain/event/columns/who.ts';
import { COLUMNS, type Column, type ColumnDefinitions } from '../../domain/event/columns.ts';
import { TILES } from '../../domain/pages/tiles.ts';
import { page, table } from './dictionaries.ts';
import type { FilledBy } from './field-sources.ts';
import { type FieldUses, OVERVIEW, type Use } from './field-uses.ts';
import { PLAIN_WORDS } from './field-words.ts';

const SUMMARY = `What is kept of each event, in plain words: ${COLUMNS.length} fields, who fills each of them, and which tiles, pages and reports
use it. [columns.md](columns.md) says the same for engineers, with types.

- **A code** replaces a phone number, a name or an id. The same person has the same code each time, so that persons can be
  counted; nobody can read the number from it. Texts of messages are not kept.
- **Filled by** is taken from the examples of what each source sends (\`test/fixtures\`), with some of the kinds of events
  that have the field. What no example has may still come; "no example" says so.
- **Used by** is taken from how the query engine would read each statement. It names too many fields rather than too few: numbers that
  share a table share its fields. So "Messages sent" names the field of answers, because the table that counts messages counts
  their answers beside them; leaving it empty would not change how many were sent.
- The report \`data_quality\` looks at every field, and how often it is filled; that is not said again at each of them.`;

const SECTIONS: readonly (readonly [title: string, columns: Partial<ColumnDefinitions>])[] = [
  ['What happened, when and where', WHAT],
  ['Who the customer is', WHO],
  ['The message', MESSAGE],
  ['What became of it, and what it is charged as', STATUS],
  ['Campaign, template and buttons', CAMPAIGN],
  ['What changed: an account, a number, a template, a consent', ENTITY],
  ['How it came in', MADE_WITH],
  ['What the lake says of itself', LAKE],
];

/** docs/fields.md: the columns for people who read numbers. */
export function fieldsPage(filled: FilledBy, uses: FieldUses): string {
  const sections = SECTIONS.map(([title, group]) => {
    const rows = COLUMNS.filter(({ name }) => name in group).map((column) => row(column, filled, uses));
    return `## ${title}\n\n${table(['field', 'what it means', 'filled by', 'used by'], rows)}`;
  });
  return page('Fields', SUMMARY, [...sections, unusedSection(uses)]);
}

function row(column: Column, filled: FilledBy, uses: FieldUses): readonly string[] {
  const used = usedBy(uses.get(column.name) ?? []);
  return [`\`${column.name}\``, meaningOf(column), sourcesOf(column.name, filled), used];
}

function meaningOf({ name, meaning }: Column): string {
  return Object.entries(PLAIN_WORDS).find(([column]) => column === name)?.[1] ?? meaning;
}

const SHOWN_TYPES = 3;

function sourcesOf(column: string, filled: FilledBy): string {
  const all = filled.get('event_key') ?? new Map();
  const sources = [...(filled.get(column) ?? [])];
  if (sources.length === 0) return 'no example';
  const isWhole = ([source, types]: (typeof sources)[number]) => types.size === all.get(source)?.size;
  if (sources.length === all.size && sources.every(isWhole)) return 'every event';
  return sources
    .map((one) => (isWhole(one) ? `${one[0]}: all of its events` : `${one[0]}: ${someOf(one[1])}`))
    .join('; ');
}

function someOf(types: ReadonlySet<string>): string {
  const shown = [...types].sort().slice(0, SHOWN_TYPES);
  const more = types.size > SHOWN_TYPES ? ` and ${types.size - SHOWN_TYPES} more` : '';
  return `${shown.map((type) => `\`${type}\``).join(', ')}${more}`;
}

function usedBy(uses: readonly Use[]): string {
  return [...Map.groupBy(uses, ({ place }) => place)]
    .map(([place, of]) => {
      const isWhole = place === OVERVIEW && of.length === TILES.length;
      return `${place}: ${isWhole ? 'all tiles' : of.map(({ what }) => what).join(', ')}`;
    })
    .join('; ');
}

function unusedSection(uses: FieldUses): string {
  const unused = COLUMNS.filter(({ name }) => !uses.has(name)).map(({ name }) => `\`${name}\``);
  return [
    '## Not used by any tile, page or report',
    'They are kept for questions of your own: ask for them in the view `events`.',
    unused.length === 0 ? 'Every field is used.' : `${unused.join(', ')}.`,
  ].join('\n\n');
}
