import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { expect, test } from 'vitest';
import { changeViews } from '../../../lambdas/views/change-views.ts';

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
async function changed(event: object, through?: string) {
  const [ran, read]: [string[], string[]] = [[], []];
  await changeViews(
    eventOf(event),
    { views: VIEWS, tables: [], readStatement: '', live: false },
    {
      run: async (sql) => void ran.push(sql),
      readText: async (key) => {
        read.push(key);
        return through;
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
  expect(read).toEqual(['compaction/through.json']);
  expect(ran.join('\n')).toContain("'2026-11-18' /* closedThrough */");
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
