import { expect, test } from 'vitest';
import { withWayOut } from '../../bin/cli/broken-file.ts';

const reason = 'HIVE_BAD_DATA: Not valid Parquet file: s3://lake/events/dt=2026-11-20/family=messaging/a.parquet';

test('a file that was cut off is named by its path on this laptop, with the way out', () => {
  expect(withWayOut(new Error(reason), '/home/me/.lake')).toMatchObject({
    message:
      `${reason}. On this laptop it is /home/me/.lake/s3/lake/events/dt=2026-11-20/family=messaging/a.parquet. Delete it, and ` +
      'put its events back from their raw payloads: npx lake --data /home/me/.lake replay --from raw --since 2026-11-20',
  });
});

test.each([
  ['of a deployed stack', new Error(reason), undefined],
  ['of another kind', new Error('TABLE_NOT_FOUND: …'), '/home/me/.lake'],
])('a failure %s stays as it is', (_what, error, dataDir) => {
  expect(withWayOut(error, dataDir)).toBe(error);
});
