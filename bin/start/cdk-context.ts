import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readSettings, settingsSchema } from '../../lib/settings.ts';
import { didYouMean } from '../cli/suggest.ts';
import { PROJECT_ROOT } from './project.ts';

const cdkSchema = z.object({ context: z.record(z.string(), z.unknown()) });
/** Settings that the laptop has in place of their defaults, where cdk.json says nothing. */
const ON_LAPTOP = { liveViews: true };

const settingsText = z.record(z.string(), z.unknown()).default({});

/** What the `cdk` command adds to the context of cdk.json at every synth. */
const OF_COMMAND = {
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:version-reporting': true,
  'aws:cdk:bundling-stacks': ['**'],
};

/**
 * The context of cdk.json, with these settings in place of its own. Throws an error that names what is not allowed, in
 * the words of the synth.
 */
export function contextWith(set: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const names = Object.keys(settingsSchema.shape);
  const unknown = Object.keys(set).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Error(
      `There is no setting "${unknown}".${didYouMean(unknown, names)} docs/settings.md lists all of them.`,
    );
  }
  const { context } = readCdkJson();
  const eventLake = { ...ON_LAPTOP, ...settingsText.parse(context.eventLake), ...set };
  readSettings(eventLake);
  return { ...context, eventLake, ...OF_COMMAND };
}

function readCdkJson(): z.infer<typeof cdkSchema> {
  try {
    return cdkSchema.parse(JSON.parse(readFileSync(join(PROJECT_ROOT, 'cdk.json'), 'utf8')));
  } catch (error) {
    throw new Error(`cdk.json: ${error instanceof Error ? error.message : String(error)}`);
  }
}
