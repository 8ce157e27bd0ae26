import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { currentGenerationText } from '../../../domain/contracts/current-generation.ts';
import { CURRENT_GENERATION_KEY } from '../../../domain/contracts/lake-layout.ts';
import { changeViews, type LakeViews } from '../../../lambdas/views/change-views.ts';
import { file, SMALL } from '../../domain/sql/relations.ts';

const VIEWS = [
  {
    name: 'settings',
    sql: "CREATE OR REPLACE VIEW settings AS SELECT 'UTC' /* reportingTimeZone */ AS zone",
  },
  {
    name: 'events',
    sql: "CREATE OR REPLACE VIEW events AS SELECT * FROM event_rows WHERE dt > '' /* closedThrough */",
  },
];

function eventOf(change: object): CloudFormationCustomResourceEvent {
  return Object.assign(Object.create(null), { RequestType: 'Create', ResourceProperties: {}, ...change });
}

/** Applies the views of a stack; answers the statements and the objects that were read. */
async function changed(event: object, through?: string, lake: Partial<LakeViews> = {}, generation?: string) {
  const [ran, read]: [string[], string[]] = [[], []];
  await changeViews(
    eventOf(event),
    { views: VIEWS, tables: [], readStatement: '', live: false, ...lake },
    {
      run: async (sql) => void ran.push(sql),
      readText: async (key) => {
        read.push(key);
        return key === CURRENT_GENERATION_KEY ? generation : through;
      },
      literals: () => ({ reportingTimeZone: 'Europe/Berlin' }),
    },
  );
  return { ran, read };
}

test('a new stack’s views have its settings in them', async () => {
  const { ran } = await changed({});
  expect(ran.toSorted()).toEqual([
    VIEWS[1]?.sql,
    "CREATE OR REPLACE VIEW settings AS SELECT 'Europe/Berlin' /* reportingTimeZone */ AS zone",
  ]);
});

test('a deployment leaves the days closed that are', async () => {
  const { ran, read } = await changed({}, '{"through":"2026-11-18"}');
  expect(read).toEqual(['compaction/through.json', 'refresh/current.json']);
  expect(ran.join('\n')).toContain("'2026-11-18' /* closedThrough */");
});

describe('relations that are kept as tables', () => {
  const current = file('current_generation', "SELECT CAST('none' /* generation */ AS varchar) AS generation");
  const lake = {
    ...SMALL,
    views: [...SMALL.views, current],
    readStatement: 'CREATE OR REPLACE VIEW {view} AS SELECT {columns} FROM {table}',
  };
  const shown = currentGenerationText({
    generation: '20261128T121500Z-1a2b3c4d',
    watermark: null,
    events: 0,
    parts: 1,
    refreshedAt: '2026-11-28T12:16:00.000Z',
    former: [],
  });
  const named = (ran: readonly string[]) => ran.flatMap((sql) => /VIEW (\w+) AS/.exec(sql)?.[1] ?? []).toSorted();
  const names = lake.views.map(({ name }) => name).toSorted();

  test('are views of the tables, beside the other files’ own', async () => {
    const { ran } = await changed({}, undefined, lake);
    expect(named(ran)).toEqual(names);
    expect(ran).toContain('CREATE OR REPLACE VIEW messages AS SELECT "x", "y" FROM refreshed_messages');
  });

  test('are there as computed from the events, too, where the setting says so, with the settings in them', async () => {
    const first = file('first', "SELECT x, 'UTC' /* reportingTimeZone */ AS y FROM events");
    const views = lake.views.map((view) => (view.name === 'first' ? first : view));
    const { ran } = await changed({}, undefined, { ...lake, views, live: true });
    const live = ['first', 'messages', 'numbers', 'replies', 'talk'].map((name) => `live_${name}`);
    expect(named(ran)).toEqual([...names, ...live].toSorted());
    expect(ran.find((sql) => sql.includes('VIEW live_first'))).toContain("'Europe/Berlin' /* reportingTimeZone */");
  });

  test('show no generation before the first refresh, and the current one after it', async () => {
    const generationIn = ({ ran }: { readonly ran: readonly string[] }) =>
      /'([^']*)' \/\* generation/.exec(ran.join('\n'))?.[1];
    expect(generationIn(await changed({}, undefined, lake))).toBe('none');
    expect(generationIn(await changed({}, undefined, lake, shown))).toBe('20261128T121500Z-1a2b3c4d');
  });

  test('do not change where what is remembered cannot be read', async () => {
    await expect(changed({}, undefined, lake, '{}')).rejects.toThrow(
      'refresh/current.json is not what the refresh wrote',
    );
  });
});

test('an update drops the views that the stack had and has no more', async () => {
  const OldResourceProperties = { ViewNames: ['events', 'old_one'] };
  const { ran } = await changed({ RequestType: 'Update', OldResourceProperties });
  expect(ran.at(-1)).toBe('DROP VIEW IF EXISTS old_one');
});

test('an update from properties without names drops nothing', async () => {
  const { ran } = await changed({ RequestType: 'Update', OldResourceProperties: { ViewNames: 'events' } });
  expect(ran).toHaveLength(VIEWS.length);
});

test('a deletion runs nothing: the views stay, as the tables do', async () => {
  expect(await changed({ RequestType: 'Delete' })).toEqual({ ran: [], read: [] });
});
