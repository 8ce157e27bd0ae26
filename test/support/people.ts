import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../bin/start/build.ts';
import { temporaryFolder } from './laptop.ts';

/**
 * A copy of the cloud assembly with a role for each, as the account's owner would make one: it is named like the stack's
 * managed policy for such people, and has that policy and nothing else.
 */
export async function assemblyWithPeople(people: readonly ('Analyst' | 'Finance' | 'Operator')[]): Promise<string> {
  const folder = temporaryFolder();
  cpSync((await build()).assembly, folder, { recursive: true });
  const file = join(folder, 'WhatsAppEventLake.template.json');
  const template: { Resources: Record<string, unknown> } = JSON.parse(readFileSync(file, 'utf8'));
  for (const person of people) {
    const policy = Object.keys(template.Resources).find((id) => id.startsWith(`Roles${person}`));
    const Properties = { RoleName: person, ManagedPolicyArns: [{ Ref: policy }] };
    template.Resources[person] = { Type: 'AWS::IAM::Role', Properties };
  }
  writeFileSync(file, JSON.stringify(template));
  return folder;
}
