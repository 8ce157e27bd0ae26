import { App } from 'aws-cdk-lib';
import { buildApp } from '../lib/app.ts';
import { SettingsError } from '../lib/settings.ts';

try {
  buildApp(new App());
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  // An app that is only left would still synthesise what there is of it.
  process.exit(1);
}
