import { parseArgs } from 'node:util';
import { startBench } from './load/processes.ts';
import { report } from './load/report.ts';

const HELP = `node bench/load.ts [--posts <number>]

Measures the receiver, its real handler and SDK clients, against stand-ins of DynamoDB, Firehose and Secrets Manager in
another process that answer after an assumed latency (DynamoDB: median 4 ms, 99th percentile 15 ms; Firehose: 15 and
60 ms). Says how long a POST of one update takes and one of 1,000, what of it is processor time, and how many Lambdas at
once Meta's standard load needs (Little's law). Over loopback without TLS, on this machine: docs/load.md says how to read it.

  --posts <number>   POSTs of one update to measure, 20 to 1,000 (default 300)
  --help             this text
`;

/** Beyond this the figures are of a machine that is busy with something else. */
const MAX_MS = 60_000;

const { values } = parseArgs({ options: { posts: { type: 'string', default: '300' }, help: { type: 'boolean' } } });
if (values.help) process.stdout.write(HELP);
else await measure(postsOf(values.posts));

function postsOf(text: string): number {
  const posts = Number(text);
  if (Number.isInteger(posts) && posts >= 20 && posts <= 1_000) return posts;
  throw new Error(`--posts: a whole number from 20 to 1,000 (given: ${text})`);
}

async function measure(posts: number): Promise<void> {
  const bench = await startBench();
  const timer = setTimeout(() => {
    bench.close();
    process.stderr.write(`Given up after ${MAX_MS / 1000} s: the machine is too busy for figures.\n`);
    process.exit(1);
  }, MAX_MS);
  for (const { updates, rounds, warmUp } of [
    { updates: 1, rounds: posts, warmUp: 100 },
    { updates: 1_000, rounds: Math.ceil(posts / 15), warmUp: 10 },
  ]) {
    await bench.run({ what: 'handler', posts: warmUp, updates });
    await bench.run({ what: 'core', posts: warmUp, updates });
    const whole = await bench.run({ what: 'handler', posts: rounds, updates });
    const core = await bench.run({ what: 'core', posts: rounds, updates });
    process.stdout.write(`${report({ updates, whole, core })}\n\n`);
  }
  clearTimeout(timer);
  bench.close();
}
