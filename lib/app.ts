import { type App, Tags } from 'aws-cdk-lib';
import { LakeStack } from './lake-stack.ts';
import { ReportsStack } from './reports-stack.ts';
import { readSettings } from './settings.ts';
import { knownRegion } from './shared/regions.ts';
import { checkSecurity } from './shared/security.ts';
import { warn } from './shared/warnings.ts';

/** The whole app from its context. Throws an error that names the setting if one is invalid. */
export function buildApp(app: App): LakeStack {
  const settings = readSettings(app.node.tryGetContext('eventLake'));
  const stack = new LakeStack(app, settings.stackName, {
    settings,
    terminationProtection: settings.terminationProtection,
    description: 'WhatsApp webhooks to a queryable, pseudonymised event lake',
  });
  if (settings.quickSightPrincipalArn !== '') {
    new ReportsStack(app, `${settings.stackName}-Reports`, { lake: stack, settings });
  }
  Tags.of(app).add('application', 'whatsapp-event-lake');
  checkSecurity(app);
  warn(stack, settings, knownRegion(stack));
  return stack;
}
