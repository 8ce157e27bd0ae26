import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { checkImport, recordsOf } from '../../domain/imports/import.ts';
import type { WrittenRecord } from '../../domain/imports/records.ts';
import { isReferenceKind, REFERENCE_KINDS, type ReferenceKind } from '../../domain/imports/tables.ts';
import { counted } from './counted.ts';
import { FORMATS, type Format, formatResult } from './format.ts';
import { type KeptFile, referenceFiles } from './reference-files.ts';
import { didYouMean } from './suggest.ts';
import { findTarget } from './target.ts';

const EXIT_CODES =
  'Exit code 0 when the file was imported or the list printed, 1 otherwise; then nothing was imported.';
const PUT_MARKETS = '  npx lake reference put rate_markets docs/examples/reference/rate-markets.csv';
const LIST = '  npx lake reference list';

export function referenceCommand(): Command {
  return new Command('reference')
    .description('Rate cards, markets and accounts: the rates used to compute costs.')
    .addCommand(putCommand())
    .addCommand(listCommand())
    .addHelpText('after', `\n${EXIT_CODES}\n\nExamples:\n${PUT_MARKETS}\n${LIST}`);
}

function putCommand(): Command {
  return new Command('put')
    .description(
      'Imports a file into a table; one of the same name is replaced. A file with a wrong row is refused whole.',
    )
    .argument('<kind>', REFERENCE_KINDS.join(', '), kindOf)
    .argument('<file>', 'CSV with the columns’ names in its first line, or NDJSON (docs/reference.md)')
    .addHelpText(
      'after',
      `
Numbers follow with the next refresh: on the laptop within seconds, on a deployed stack every refreshMinutes (60) or by
\`npx lake refresh\`.

${EXIT_CODES}

Examples:
${PUT_MARKETS}
  npx lake reference put rate_cards docs/examples/reference/rate-cards.csv
  npx lake reference put billing_accounts docs/examples/reference/billing-accounts.csv`,
    )
    .action(put);
}

function listCommand(): Command {
  return new Command('list')
    .description('Lists the files that were imported, with how many of their rows are examples.')
    .addOption(new Option('--format <format>', 'how to print them').choices(FORMATS).default('table'))
    .addHelpText('after', `\n${EXIT_CODES}\n\nExamples:\n${LIST}\n${LIST} --format csv`)
    .action(list);
}

function kindOf(value: string): ReferenceKind {
  const name = value.replaceAll('-', '_');
  if (isReferenceKind(name)) return name;
  throw new InvalidArgumentError(`The tables are: ${REFERENCE_KINDS.join(', ')}.${didYouMean(name, REFERENCE_KINDS)}`);
}

async function put(kind: ReferenceKind, path: string, _options: unknown, command: Command): Promise<void> {
  const name = keptName(path);
  const records = recordsOf(path, read(path));
  const files = referenceFiles(await findTarget(command));
  const others = (await files.list()).filter((file) => file.kind !== kind || file.name !== name);
  const { ndjson, rows, faults, warnings } = checkImport({ kind, name, records }, others);
  for (const { line, problem } of faults) process.stderr.write(`${path}:${line}: ${problem}\n`);
  if (faults.length > 0) throw new Error(`Nothing was imported: ${path} has ${counted(faults.length, 'fault')}.`);
  if (rows === 0) throw new Error(`Nothing was imported: ${path} has no rows.`);
  for (const warning of warnings) process.stderr.write(`Warning: ${warning}\n`);
  await files.put(kind, name, ndjson);
  process.stdout.write(`${counted(rows, 'row')} in ${kind}, as ${name}. Costs follow with the next refresh.\n`);
}

/** The file's own name; Athena passes over names that begin with a dot or an underscore. */
function keptName(path: string): string {
  const name = basename(path).replace(/\.(csv|ndjson)$/, '');
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name)) return `${name}.ndjson`;
  throw new Error(
    `The file's name must be of letters, digits and . _ -, and begin with a letter or digit; it is "${name}".`,
  );
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** Costs from such a rate have the cost source `example_rate_card`. */
function isExample({ members }: WrittenRecord): boolean {
  return members.is_example === true;
}

async function list(options: { readonly format: Format }, command: Command): Promise<void> {
  const files = await referenceFiles(await findTarget(command)).list();
  const columns = ['kind', 'file', 'rows', 'example_rows', 'imported_at'];
  const row = ({ kind, name, records, importedAt }: KeptFile) => [
    kind,
    name,
    String(records.records.length),
    String(records.records.filter(isExample).length),
    importedAt,
  ];
  const result = {
    columns: columns.map((name) => ({ name, type: name.endsWith('rows') ? 'bigint' : 'varchar' })),
    rows: files.map(row),
  };
  process.stdout.write(`${formatResult(result, options.format)}\n`);
}
