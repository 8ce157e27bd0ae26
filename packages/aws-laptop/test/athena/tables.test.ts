import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Resource } from '../../src/aws.ts';
import { workGroup } from '../../src/testing/athena-tables.ts';
import { BASE, glueTable, type LocalAthena, PROJECTION, STORAGE, startAthena } from './shop.ts';

let athena: LocalAthena;
afterEach(() => athena.close());

const event = (key: string, more = ''): string => `SELECT '${key}' AS event_key, 1::BIGINT AS amount ${more}`;
const keys = async (where = 'true'): Promise<unknown[]> =>
  (await athena.rows(`SELECT event_key FROM events WHERE ${where} ORDER BY event_key`)).slice(1).flat();

describe('Parquet tables', () => {
  test('a table without files is empty and has its columns', async () => {
    athena = await startAthena();
    expect(await athena.rows('SELECT * FROM events')).toEqual([
      ['event_key', 'amount', 'event_at', 'billable', 'rate', 'dt', 'family'],
    ]);
    expect(await athena.rows('SELECT count(*) AS n, max(dt) AS d FROM events')).toEqual([
      ['n', 'd'],
      ['0', undefined],
    ]);
  });

  test('a new object is in the next query, with its partition’s values', async () => {
    athena = await startAthena();
    await athena.parquet('events/dt=2026-11-20/family=message/a.parquet', event('k1'));
    expect(await athena.rows('SELECT event_key, dt, family FROM awsdatacatalog.shop.events')).toEqual([
      ['event_key', 'dt', 'family'],
      ['k1', '2026-11-20', 'message'],
    ]);
    await athena.parquet('events/dt=2026-11-21/family=status/b.parquet', event('k2'));
    expect(await keys()).toEqual(['k1', 'k2']);
  });

  test('what lies outside the projection, is hidden or is empty gives no rows and no error', async () => {
    athena = await startAthena();
    await athena.parquet('events/dt=2026-11-20/family=message/a.parquet', event('in'));
    for (const place of [
      'dt=2025-12-31/family=message',
      'dt=2026-11-22/family=message',
      'dt=2026-11-20/family=other',
      'dt=x/family=message',
    ]) {
      await athena.parquet(`events/${place}/a.parquet`, event('out'));
    }
    await athena.parquet('events/dt=2026-11-20/family=message/.a.parquet.tmp', event('out'));
    await athena.parquet('events/stray.parquet', event('out'));
    await athena.text('events/dt=2026-11-20/family=message/empty', '');
    expect(await keys()).toEqual(['in']);
  });

  test('a column missing from a file is NULL, and one missing from the table is not shown', async () => {
    athena = await startAthena();
    await athena.parquet('events/dt=2026-11-20/family=message/old.parquet', "SELECT 'old' AS EVENT_KEY");
    await athena.parquet(
      'events/dt=2026-11-20/family=message/new.parquet',
      event('new', ', 0.5::DOUBLE AS rate, 1 AS later'),
    );
    expect((await athena.rows('SELECT event_key, rate FROM events ORDER BY event_key')).slice(1)).toEqual([
      ['new', '0.5'],
      ['old', undefined],
    ]);
  });

  test('a file that was cut off is HIVE_BAD_DATA, named by its S3 address; without it the others are read', async () => {
    athena = await startAthena();
    await athena.parquet('events/dt=2026-11-20/family=message/whole.parquet', event('whole'));
    const cut = 'events/dt=2026-11-20/family=message/cut.parquet';
    await athena.text(cut, 'PAR1 and no more');
    const { Status } = await athena.run('SELECT event_key FROM events');
    expect(Status).toMatchObject({
      State: 'FAILED',
      StateChangeReason: `HIVE_BAD_DATA: Not valid Parquet file: s3://shop/${cut}`,
    });
    rmSync(join(athena.folderOf('shop'), cut));
    expect(await keys()).toEqual(['whole']);
  });

  test('a file whose type differs from Glue’s is HIVE_BAD_DATA, named by its S3 address', async () => {
    athena = await startAthena();
    await athena.parquet('events/dt=2026-11-20/family=message/a.parquet', "SELECT 'five' AS amount");
    const { Status } = await athena.run('SELECT amount FROM events');
    expect(Status?.State).toBe('FAILED');
    expect(Status?.StateChangeReason).toMatch(
      /^HIVE_BAD_DATA: Field amount's type VARCHAR in parquet file s3:\/\/shop\/events\/dt=2026-11-20/,
    );
  });

  test('a bigint column reads narrower integers', async () => {
    athena = await startAthena();
    await athena.parquet('events/dt=2026-11-20/family=message/a.parquet', 'SELECT 5::INTEGER AS amount');
    expect(await athena.rows('SELECT amount FROM events')).toEqual([['amount'], ['5']]);
  });
});

describe('partitions', () => {
  const fill = async (): Promise<void> => {
    for (const day of ['18', '19', '20', '21']) {
      await athena.parquet(`events/dt=2026-11-${day}/family=message/a.parquet`, event(`k${day}`));
    }
  };
  const plan = async (query: string): Promise<string> => {
    const execution = await athena.run(`EXPLAIN ${query}`);
    expect(execution.Status?.State).toBe('SUCCEEDED');
    return (await athena.rows(`EXPLAIN ${query}`)).flat().join('\n');
  };

  test.each([
    ["dt = '2026-11-20'", '1/4'],
    ["dt BETWEEN '2026-11-19' AND '2026-11-20' AND family IN ('message')", '2/4'],
    ["dt >= CAST(DATE '2026-11-22' - INTERVAL '3' DAY AS varchar)", '3/4'],
    ["family = 'status'", '0/4'],
  ])('the condition %s opens %s files', async (condition, files) => {
    athena = await startAthena();
    await fill();
    const text = await plan(`SELECT event_key FROM events WHERE ${condition}`);
    // A query that prunes every file needs no scan at all.
    expect(
      files === '0/4'
        ? text.includes('EMPTY_RESULT') || text.includes('0/4')
        : text.includes(`Scanning Files: ${files}`),
    ).toBe(true);
  });

  test('a condition on a view reaches the files below it', async () => {
    athena = await startAthena();
    await fill();
    await athena.run('CREATE OR REPLACE VIEW recent AS SELECT event_key, dt FROM events');
    expect(await plan("SELECT event_key FROM recent WHERE dt = '2026-11-20'")).toContain('Scanning Files: 1/4');
  });

  test('a query over the workgroup’s scan limit is cancelled; one whose partitions stay below it runs', async () => {
    athena = await startAthena([...BASE.slice(0, 2), workGroup({ BytesScannedCutoffPerQuery: 10_000_000 })]);
    const rows = 'SELECT md5(random()::VARCHAR) || md5(random()::VARCHAR) AS event_key FROM range(90000)';
    await athena.parquet('events/dt=2026-11-19/family=message/a.parquet', rows);
    await athena.parquet('events/dt=2026-11-20/family=message/a.parquet', rows);
    const { Status } = await athena.run('SELECT count(event_key) AS n FROM events');
    expect(Status).toMatchObject({
      State: 'CANCELLED',
      StateChangeReason: expect.stringContaining('Bytes scanned limit was exceeded'),
    });
    expect((await athena.run("SELECT count(event_key) AS n FROM events WHERE dt = '2026-11-19'")).Status?.State).toBe(
      'SUCCEEDED',
    );
  });

  test('integer partitions keep their digits, and an injected one must be named by equality', async () => {
    const Parameters = {
      'projection.enabled': 'true',
      'projection.hour.type': 'integer',
      'projection.hour.range': '0,23',
      'projection.hour.digits': '2',
      'projection.account.type': 'injected',
    };
    const PartitionKeys = [
      { Name: 'account', Type: 'string' },
      { Name: 'hour', Type: 'int' },
    ];
    athena = await startAthena([...BASE.slice(0, 1), workGroup(), glueTable('hits', { Parameters, PartitionKeys })]);
    for (const place of ['account=a/hour=07', 'account=a/hour=7', 'account=a/hour=24', 'account=b/hour=08']) {
      await athena.parquet(`events/${place}/x.parquet`, event(place));
    }
    expect(await athena.rows("SELECT event_key, hour FROM hits WHERE account = 'a'")).toEqual([
      ['event_key', 'hour'],
      ['account=a/hour=07', '7'],
    ]);
    expect((await athena.run('SELECT event_key FROM hits')).Status?.StateChangeReason).toContain(
      'CONSTRAINT_VIOLATION',
    );
  });
});

describe('JSON tables by the OpenX SerDe', () => {
  const failures = (serde: Record<string, string> = {}): Resource =>
    glueTable('failures', {
      Parameters: { ...PROJECTION, 'storage.location.template': `s3://shop/failed/dt=\${dt}/family=\${family}/` },
      StorageDescriptor: {
        ...STORAGE,
        Location: 's3://shop/failed/',
        InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
        SerdeInfo: { SerializationLibrary: 'org.openx.data.jsonserde.JsonSerDe', Parameters: serde },
        Columns: [
          { Name: 'attemptsmade', Type: 'int' },
          { Name: 'rawdata', Type: 'string' },
          { Name: 'catalog', Type: 'string' },
        ],
      },
    });
  const LINES =
    '{"attemptsMade":4,"rawData":"YQ==","catalog":{"T":1}}\n{"attemptsMade":"5","rawData":null,"other":1}\n';

  test('keys match whatever their case, missing ones are NULL, and objects become text', async () => {
    athena = await startAthena([...BASE, failures()]);
    expect(await athena.rows('SELECT * FROM failures')).toHaveLength(1);
    await athena.text('failed/dt=2026-11-20/family=message/stream-1-2026-11-20', LINES);
    expect((await athena.rows('SELECT attemptsmade, rawdata, catalog, dt FROM failures ORDER BY 1')).slice(1)).toEqual([
      ['4', 'YQ==', '{"T":1}', '2026-11-20'],
      ['5', undefined, undefined, '2026-11-20'],
    ]);
  });

  test('a line that is no JSON fails the query, or is a row of NULLs when ignore.malformed.json is set', async () => {
    athena = await startAthena([...BASE, failures()]);
    await athena.text('failed/dt=2026-11-20/family=message/x', `${LINES}nope\n`);
    expect((await athena.run('SELECT rawdata FROM failures')).Status?.State).toBe('FAILED');
    await athena.reopen([...BASE, failures({ 'ignore.malformed.json': 'true' })]);
    expect(await athena.rows('SELECT count(*) AS n, count(attemptsmade) AS m FROM failures')).toEqual([
      ['n', 'm'],
      ['3', '2'],
    ]);
  });
});

test('without a database of its own a query names one before the table', async () => {
  athena = await startAthena();
  await athena.parquet('events/dt=2026-11-20/family=message/a.parquet', "SELECT 'k' AS event_key");
  const { Status } = await athena.run('SELECT event_key FROM shop.events', { QueryExecutionContext: {} });
  expect([Status?.State, Status?.StateChangeReason]).toEqual(['SUCCEEDED', undefined]);
});
