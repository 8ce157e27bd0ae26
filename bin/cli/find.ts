import { Command, Option } from 'commander';
import type { LookupKind } from '../../domain/identity/lookup.ts';
import { runQuery } from './athena.ts';
import { asking } from './find/ask.ts';
import { keysFor } from './find/keys.ts';
import { lookUp } from './find/look-up.ts';
import { asJson, asText } from './find/report.ts';
import { readValue, withoutValues } from './find/value.ts';
import { findTarget } from './target.ts';

interface Options {
  readonly wamid?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly userId?: string;
  readonly format: 'table' | 'json';
}

/** So that scripts can distinguish it from an error. */
const EXIT_NOT_FOUND = 4;

export function findCommand(): Command {
  return new Command('find')
    .description('Shows what is known of one message or person; what you name is never shown, stored or logged.')
    .option('--wamid <id>', 'the message with this id of the vendor')
    .option('--phone <number>', 'the person with this number, in any form: "+1 555 010 0001"')
    .option('--email <address>', 'the person with this e-mail address')
    .option('--user-id <id>', 'the person with this user id of Meta (BSUID), as US.…')
    .addOption(new Option('--format <format>', 'how to print it').choices(['table', 'json']).default('table'))
    .configureOutput({ outputError: (error, write) => write(withoutValues(error)) })
    .addHelpText(
      'after',
      `
A function of the stack makes the key that rows have instead (docs/adr/0021), and logs kind and key; it needs the policy of
operators. With - in place of the value it is read from standard input, or asked for without being shown: it is then
neither in the shell’s history nor in the list of processes.
What is shown is as old as the last refresh (npx lake status); npx lake refresh brings what came since. Where nothing is
known yet, the events themselves are searched, up to this moment.
Parts without rows are left out. Exit code 0 when something is known, 4 when nothing is, 1 after an error.

Examples:
  npx lake find --phone -
  npx lake find --phone "+1 555 010 0001" --format json
  npx lake find --user-id US.13491208655302741918 --stack WhatsAppEventLake`,
    )
    .action(find);
}

async function find(options: Options, command: Command): Promise<void> {
  const [kind, given] = askedFor(options);
  const value = await readValue(given, NAMES[kind]);
  const target = await findTarget(command);
  const keys = await keysFor(target, { kind, value });
  const ask = asking((sql) => runQuery(target, sql));
  const what = kind === 'wamid' ? 'message' : 'person';
  const sections = await lookUp(what, [...new Set(keys.map(({ key }) => key))], ask);
  const print = options.format === 'json' ? asJson : asText;
  process.stdout.write(`${print({ kind, keys, sections })}\n`);
  if (sections.length === 0) process.exitCode = EXIT_NOT_FOUND;
}

const NAMES: Readonly<Record<LookupKind, string>> = {
  wamid: 'message id',
  phone: 'phone number',
  email: 'e-mail address',
  user_id: 'user id',
};

function askedFor({ wamid, phone, email, userId }: Options): readonly [LookupKind, string] {
  const all: readonly (readonly [LookupKind, string | undefined])[] = [
    ['wamid', wamid],
    ['phone', phone],
    ['email', email],
    ['user_id', userId],
  ];
  const given = all.flatMap(([kind, value]) => (value === undefined ? [] : [[kind, value] as const]));
  const [first] = given;
  if (first !== undefined && given.length === 1) return first;
  throw new Error('Name one of --wamid, --phone, --email and --user-id.');
}
