import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { runQuery } from '../../bin/cli/athena.ts';
import type { Target } from '../../bin/cli/target.ts';
import { statuses } from './documents.ts';
import type { Question } from './question.ts';

/** No `yyyy/MM/dd/HH` between the family and the file: a prefix with an expression gets nothing appended. */
export const ROW_KEY = /^events\/dt=\d{4}-\d\d-\d\d\/family=\w+\/[^/]+\.parquet$/;

export const firstEvent: Question = {
  id: 'first-event',
  title: 'Where the first object lies, and whether Athena finds it',
  does: 'Posts one status of a message that nobody sent, waits for the stream’s buffer, and asks Athena for its row.',
  costs: 'under 0.01 USD',
  assumes: `a key like ${ROW_KEY.source}, and one row`,
  asks: 'account or laptop',
  async ask({ target, deliver, untilDelivered }) {
    const posted = await deliver(statuses(`first-${Date.now()}`, 1, Date.now));
    const startMs = Date.now();
    await untilDelivered();
    const key = await newestKey(target, 'events/');
    const { rows } = await runQuery(target, 'SELECT count(*) AS events FROM events');
    const seconds = Math.round((Date.now() - startMs) / 1000);
    const said = `answered ${posted.status}; newest key ${key || 'none'}; ${rows[0]?.[0] ?? 0} events, asked ${seconds} s later`;
    return { said, agrees: posted.status === 200 && ROW_KEY.test(key) && Number(rows[0]?.[0]) > 0 };
  },
};

async function newestKey(target: Target, Prefix: string): Promise<string> {
  const client = new S3Client({ ...target.clientConfig, forcePathStyle: target.clientConfig.endpoint !== undefined });
  const { Contents = [] } = await client.send(
    new ListObjectsV2Command({ Bucket: target.output('LakeBucket'), Prefix }),
  );
  const newest = Contents.toSorted((a, b) => Number(b.LastModified) - Number(a.LastModified));
  return newest[0]?.Key ?? '';
}
