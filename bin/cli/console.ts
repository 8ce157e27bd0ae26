import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Command } from 'commander';
import type { Source } from '../../domain/sources/source.ts';
import { readSecretInput } from './secret-input.ts';
import { enteredMember, type SecretChange, withSecret } from './set-secret.ts';
import { readCredentials, requireSource } from './sources.ts';
import { findTarget, sourceOutput, type Target } from './target.ts';

export function consoleCommand(): Command {
  return new Command('console')
    .description(
      'Prints what to paste into the vendor’s console: the callback URL and the verify token; sets the vendor’s secret.',
    )
    .argument('<source>', 'which source: meta or sends')
    .option('--set', 'ask for the secret the vendor signs with, and store it; the one before stays valid', false)
    .addHelpText(
      'after',
      '\nWith --set the secret is typed without being shown, or read from standard input; every other value is kept.\n\n' +
        'Examples:\n  npm run lake -- console meta --stack WhatsAppEventLake\n' +
        '  npm run lake -- console meta --set --stack WhatsAppEventLake\n' +
        '  pass show meta/app-secret | npm run lake -- console meta --set --stack WhatsAppEventLake',
    )
    .action(run);
}

async function run(sourceName: string, options: { readonly set: boolean }, command: Command): Promise<void> {
  const source = requireSource(sourceName);
  const target = await findTarget(command);
  await (options.set ? storeSecret(source, target) : show(source, target));
}

async function show(source: Source, target: Target): Promise<void> {
  const credentials = await readCredentials(target, source);
  process.stdout.write(`Callback URL: ${target.output(sourceOutput(source.name, 'WebhookUrl'))}\n`);
  const secretArn = target.output(sourceOutput(source.name, 'SecretArn'));
  if (source.handshake) {
    process.stdout.write(`Verify token: ${credentials[source.credentials.generated]}\n`);
    process.stdout.write(
      `The app secret goes the other way, into the secret ${secretArn}: npm run lake -- console ${source.name} --set\n`,
    );
  } else {
    process.stdout.write(
      `What to sign with is the member ${source.credentials.generated} of the secret ${secretArn}\n`,
    );
  }
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
      return `${member} is set. Functions that are running use it within the setting secretCacheSeconds, others at once.`;
    case 'rotated':
      return `${member} is set; the one before stays valid as previous_${member}. Run this again after the next rotation.`;
    case 'unchanged':
      return `${member} is that value already. Nothing was changed.`;
  }
}
