import { COLUMNS, type Column, PARTITION_COLUMNS, SCHEMA_VERSION } from '../../domain/event/columns.ts';
import { DEPRECATIONS } from '../../domain/event/deprecations.ts';
import { EVENT_TYPES } from '../../domain/event/event-types.ts';
import { FAMILIES, type Family } from '../../domain/event/families.ts';
import type { EventTypeDefinition } from '../../domain/event/types/definition.ts';
import { rowSourceNames, SOURCES } from '../../domain/sources/registry.ts';
import type { Source } from '../../domain/sources/source.ts';

const MADE = 'Made by `npm run docs` from the code; do not edit.';

/** docs/events.md: the closed list of event types, one plain sentence each. */
export function eventsPage(): string {
  const definitions: readonly (readonly [string, EventTypeDefinition])[] = Object.entries(EVENT_TYPES);
  const familyOf = (family: Family) => definitions.filter(([, definition]) => definition.family === family);
  const sections = FAMILIES.map((family) => `## ${family}\n\n${eventTable(familyOf(family))}`);
  return page('Events', `${definitions.length} event types in ${FAMILIES.length} families.`, sections);
}

function eventTable(events: readonly (readonly [string, EventTypeDefinition])[]): string {
  const rows = events.map(([name, { meaning, category = '', aliases = [] }]) => [
    `\`${name}\``,
    meaning,
    category,
    aliases.map((alias) => `\`${alias}\``).join(', '),
  ]);
  return table(['event_type', 'meaning', 'category', 'also sent as'], rows);
}

const NAMED_BY_BUSINESS_NOTE =
  'A column “named by the business” holds the names that the business gave (a campaign, a template, a button), by the ' +
  'grammar in docs/sends.md; what breaks it is a keyed hash. Every other text is a known word, the vendor’s word or id ' +
  'in its form, or a keyed hash.';

/** docs/columns.md: the column list, and what is on its way out. */
export function columnsPage(sources: readonly Source[] = SOURCES): string {
  const deprecated = DEPRECATIONS.map(({ column, removedAfter, reason }) => [`\`${column}\``, removedAfter, reason]);
  return page(
    'Columns',
    `Schema version ${SCHEMA_VERSION}: ${COLUMNS.length} columns of \`events\`, and its partitions. ${NAMED_BY_BUSINESS_NOTE}`,
    [
      columnTable(COLUMNS),
      `## Sources\n\nValues of \`source\`: ${rowSourceNames(sources)
        .map((name) => `\`${name}\``)
        .join(', ')}.`,
      `## Partitions\n\n${columnTable(PARTITION_COLUMNS)}`,
      `## Deprecations\n\n${deprecated.length === 0 ? 'None.' : table(['column', 'removed after', 'reason'], deprecated)}`,
    ],
  );
}

function columnTable(columns: readonly Column[]): string {
  const rows = columns.map(({ name, type, personalData, isNamedByBusiness, since, meaning }) => [
    `\`${name}\``,
    type,
    personalData,
    `${since}`,
    meaning,
    isNamedByBusiness ? 'named by the business' : '',
  ]);
  return table(['column', 'type', 'personal data', 'since', 'meaning', 'whose words'], rows);
}

export function page(title: string, summary: string, sections: readonly string[]): string {
  return `${[`# ${title}`, MADE, summary, ...sections].join('\n\n')}\n`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}
