import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type PageFile, pageFileSchema } from '../../domain/contracts/pages.ts';
import { LENGTHS, readFilter, SLICES, type Slice } from '../../domain/pages/filter.ts';
import { answerOf } from '../../lambdas/aws/invoke.ts';
import { bucketOf } from '../../lambdas/aws/objects.ts';
import { lakeOptionOf } from './lake-option.ts';
import { day } from './options.ts';
import { findTarget, type Target } from './target.ts';

interface Options extends Partial<Record<Slice, string>> {
  readonly page: string;
  readonly period?: string;
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
  readonly locale?: string;
  readonly out?: string;
  readonly link: boolean;
  readonly minutes: number;
}

/** "The maximum is 7 days" ("Download and upload objects with presigned URLs", Amazon S3 User Guide). */
const MAX_MINUTES = 10_080;

const SLICE_TEXTS: Readonly<Record<Slice, string>> = {
  number: 'this phone number id',
  campaign: 'this campaign',
  category: 'this category, as marketing',
  country: 'contacts of this country, as IN',
  channel: 'this channel, as whatsapp',
};

export function pageCommand(): Command {
  const command = new Command('page')
    .description('Writes a page of numbers as one file: it opens without a network, prints on A4, and can be sent.')
    .option('--page <name>', 'exec, operations or buttons', 'exec')
    .addOption(
      new Option('--period <length>', 'the last days, today included (default: 28d)').choices(Object.keys(LENGTHS)),
    )
    .addOption(new Option('--month <month>', 'a month, as 2026-10').conflicts(['period', 'from', 'to']))
    .addOption(new Option('--from <day>', 'the first day').argParser(day).conflicts('period'))
    .addOption(new Option('--to <day>', 'the last day').argParser(day).conflicts('period'));
  for (const slice of SLICES) command.option(`--${slice} <value>`, `only ${SLICE_TEXTS[slice]}; unknown: without one`);
  return command
    .option('--locale <tag>', 'language and number format, as en-IN (default: the setting pageLocale)')
    .addOption(new Option('--out <file>', 'where to write it (default: <page>-<day>.html)').conflicts('link'))
    .addOption(new Option('--link', 'print a link to it that expires, instead; of a deployed stack').default(false))
    .option('--minutes <n>', 'how long the link works', minutes, 60)
    .addHelpText(
      'after',
      `
The numbers are those of the last refresh; the file says as of when. It holds the chosen period, and 7, 28 and 90 days.
A function of the stack makes the file and leaves it in the bucket of reports; it needs the policy of operators or analysts.
Whoever has a link can read the page until it expires: after --minutes, or earlier, with the credentials that made it.

The path of the file, or the link, goes to standard output. Exit code 0 when it is done, 1 when it failed.

Examples:
  npx lake page
  npx lake page --period 90d --campaign diwali_2026 --out diwali.html
  npx lake page --page buttons --month 2026-10 --locale en-IN
  npx lake page --from 2026-11-01 --to 2026-11-10 --country IN
  npx lake page --page operations --stack WhatsAppEventLake
  npx lake page --link --minutes 30 --stack WhatsAppEventLake`,
    )
    .action(page);
}

function minutes(value: string): number {
  if (/^[1-9]\d{0,4}$/.test(value) && Number(value) <= MAX_MINUTES) return Number(value);
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${MAX_MINUTES}, which is seven days.`);
}

async function page(options: Options, command: Command): Promise<void> {
  const parameters = parametersIn(options);
  const target = await findTarget(command);
  if (options.link && target.dataDir !== undefined) throw new Error(NO_LINK);
  const { page: name, locale } = options;
  const file = await makeFile(target, { page: name, parameters, locale, lakeOption: lakeOptionOf(target) });
  if (options.link) await printLink(target, file, options.minutes);
  else await download(target, file, options.out ?? `${file.page}-${file.today}.html`);
}

const NO_LINK =
  'A link is for a deployed stack (--stack): the laptop’s bucket is reached from this machine only. ' +
  'Send the file that --out writes, or open the page that npm start prints.';

/** Checked before the lake is asked. */
function parametersIn({ period, month, from, to, ...rest }: Options): string {
  if ((from === undefined) !== (to === undefined)) throw new Error('Give --from and --to together.');
  const own = month !== undefined ? 'month' : from !== undefined ? 'custom' : '28d';
  const parameters = new URLSearchParams({ period: period ?? own });
  const set = (name: string, value = '') => value !== '' && parameters.set(name, value);
  set('month', month);
  set('from', from);
  set('through', to);
  for (const slice of SLICES) set(slice, rest[slice]);
  readFilter(parameters);
  return parameters.toString();
}

interface Request {
  readonly page: string;
  readonly parameters: string;
  readonly locale: string | undefined;
  readonly lakeOption: string;
}

/** @throws Error in the function's words. */
async function makeFile(target: Target, request: Request): Promise<PageFile> {
  const client = new LambdaClient(target.clientConfig);
  return pageFileSchema.parse(await answerOf(client, target.output('PagesFunctionName'), request));
}

async function download(target: Target, file: PageFile, path: string): Promise<void> {
  const text = await bucketOf(new S3Client(target.clientConfig), file.bucket).readText(file.key);
  if (text === undefined) throw new Error(`The file ${file.key} is not in ${file.bucket} any more: run this again.`);
  writeFileSync(path, text);
  process.stdout.write(`${resolve(path)}\n`);
  process.stderr.write(`${summaryOf(file)} It opens without a network.\n`);
}

async function printLink(target: Target, file: PageFile, minutes: number): Promise<void> {
  process.stdout.write(`${await linkTo(new S3Client(target.clientConfig), file, minutes)}\n`);
  process.stderr.write(`${summaryOf(file)} Whoever has the link can read it for ${minutes} minutes.\n`);
}

/** Made without asking S3: whoever made it must be allowed to read the object when it is opened. */
export function linkTo(
  client: S3Client,
  { bucket, key }: Pick<PageFile, 'bucket' | 'key'>,
  minutes: number,
): Promise<string> {
  return getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: minutes * 60 });
}

function summaryOf({ page, asOf, bytes, seconds }: PageFile): string {
  const until = asOf === null ? 'without events yet' : `as of ${asOf.slice(0, 19).replace('T', ' ')} UTC`;
  return `The page ${page}, ${until}: ${Math.ceil(bytes / 1024)} KiB, made in ${seconds} s.`;
}
