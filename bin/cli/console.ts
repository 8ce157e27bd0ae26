import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Command } from 'commander';
import { SOURCES } from '../../domain/sources/registry.ts';
import type { Credentials, Source } from '../../domain/sources/source.ts';
import { readSecretInput } from './secret-input.ts';
import { enteredMember, type SecretChange, withSecret } from './set-secret.ts';
import { eitherSource, readCredentials, requireSource } from './sources.ts';
import { findTarget, sourceOutput, type Target } from './target.ts';

interface Options {
  readonly set: boolean;
}

export function consoleCommand(sources: readonly Source[] = SOURCES): Command {
  return new Command('console')
    .description(
      'Prints what to paste into the vendor’s console: the callback URL and the verify token; sets the vendor’s secret.',
    )
    .argument('<source>', `which source: ${eitherSource(sources)}`)
    .option('--set', 'ask for the secret the vendor signs with, and store it; the one before stays valid', false)
    .addHelpText(
      'after',
      '\nWith --set the secret is typed without being shown, or read from standard input; every other value is kept.\n\n' +
        'Exit code 0 when it was printed or stored, 1 otherwise; then nothing was changed.\n\n' +
        'Examples:\n  npx lake console meta --stack WhatsAppEventLake\n' +
        '  npx lake console meta --set --stack WhatsAppEventLake\n' +
        '  pass show meta/app-secret | npx lake console meta --set --stack WhatsAppEventLake',
    )
    .action((name: string, options: Options, command: Command) => run(requireSource(name, sources), options, command));
}

async function run(source: Source, options: Options, command: Command): Promise<void> {
  const target = await findTarget(command);
  await (options.set ? storeSecret(source, target) : show(source, target));
}

async function show(source: Source, target: Target): Promise<void> {
  const url = target.output(sourceOutput(source.name, 'WebhookUrl'));
  const secretArn = target.output(sourceOutput(source.name, 'SecretArn'));
  process.stdout.write(consoleText(source, await readCredentials(target, source), { url, secretArn }));
}

/** What to paste into the vendor's console, and which secret of the vendor's to set here. */
export function consoleText(
  { name, credentials: template, verifyCallback }: Source,
  credentials: Credentials,
  { url, secretArn }: { readonly url: string; readonly secretArn: string },
): string {
  const { generated } = template;
  const entered = enteredMember(template);
  const verifyToken = verifyCallback ? [`Verify token: ${credentials[generated]}`] : [];
  const secret =
    entered === generated
      ? `What to sign with is the member ${generated} of the secret ${secretArn}`
      : `Store the vendor’s ${entered.replaceAll('_', ' ')} here: npx lake console ${name} --set (in the secret ${secretArn})`;
  return `${[`Callback URL: ${url}`, ...verifyToken, secret].join('\n')}\n`;
}

async function storeSecret(source: Source, target: Target): Promise<void> {
  const member = enteredMember(source.credentials);
  const secret = await readSecretInput(`${member} of "${source.name}" (it is not shown): `);
  const { credentials, what } = withSecret(source.credentials, await readCredentials(target, source), secret);
  if (what !== 'unchanged') {
    await new SecretsManagerClient(target.clientConfig).send(
      new PutSecretValueCommand({
        SecretId: target.output(sourceOutput(source.name, 'SecretArn')),
        SecretString: JSON.stringify(credentials),
      }),
    );
  }
  process.stdout.write(`${sentence(member, what)}\n`);
}

function sentence(member: string, what: SecretChange['what']): string {
  switch (what) {
    case 'set':
      return `${member} is set. Functions that are running use it within 10 seconds of the next delivery signed with it.`;
    case 'rotated':
      return `${member} is set; the one before stays valid as previous_${member}. Run this again after the next rotation.`;
    case 'unchanged':
      return `${member} is that value already. Nothing was changed.`;
  }
}
