import { Command } from 'commander';
import { readCredentials, requireSource } from './sources.ts';
import { findTarget, sourceOutput } from './target.ts';

export function consoleCommand(): Command {
  return new Command('console')
    .description('Prints what to paste into the vendor’s console: the callback URL and the verify token.')
    .argument('<source>', 'which source: meta or sends')
    .addHelpText('after', '\nExample:\n  npm run lake -- console meta --stack WhatsAppEventLake')
    .action(show);
}

async function show(sourceName: string, _options: object, command: Command): Promise<void> {
  const source = requireSource(sourceName);
  const target = await findTarget(command);
  const credentials = await readCredentials(target, source);
  process.stdout.write(`Callback URL: ${target.output(sourceOutput(source.name, 'WebhookUrl'))}\n`);
  const secretArn = target.output(sourceOutput(source.name, 'SecretArn'));
  if (source.handshake) {
    process.stdout.write(`Verify token: ${credentials[source.credentials.generated]}\n`);
    process.stdout.write(`The app secret goes the other way, into the secret ${secretArn}\n`);
  } else {
    process.stdout.write(
      `What to sign with is the member ${source.credentials.generated} of the secret ${secretArn}\n`,
    );
  }
}
