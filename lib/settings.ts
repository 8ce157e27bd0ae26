import * as z from 'zod';
import { INGEST_SETTINGS } from './settings/ingest.ts';
import { LAKE_SETTINGS } from './settings/lake.ts';
import { OPERATE_SETTINGS } from './settings/operate.ts';
import { QUERY_SETTINGS } from './settings/query.ts';
import { STACK_SETTINGS } from './settings/stack.ts';

/**
 * Every setting of the stack; docs/settings.md lists them. They are read from the context key `eventLake` of `cdk.json`
 * or of the command line (`cdk synth -c eventLake='{"bufferSeconds": 60}'`). A setting that is not given has its default.
 */
export const settingsSchema = z.strictObject({
  ...STACK_SETTINGS,
  ...INGEST_SETTINGS,
  ...LAKE_SETTINGS,
  ...QUERY_SETTINGS,
  ...OPERATE_SETTINGS,
});

type Given = z.infer<typeof settingsSchema>;

/** All settings, including those whose default is the value of another one. */
export type Settings = Given & { readonly failedRetentionDays: number };

const consistentSettings = settingsSchema.superRefine(({ failedRetentionDays, rawRetentionDays }, context) => {
  if (failedRetentionDays === undefined || failedRetentionDays <= rawRetentionDays) return;
  context.addIssue({
    code: 'custom',
    path: ['failedRetentionDays'],
    message: `must be at most rawRetentionDays, which is ${rawRetentionDays}: lower it, leave it out, or raise rawRetentionDays`,
  });
});

/** Settings that are not allowed: the message says all there is to say, a stack trace adds nothing. */
export class SettingsError extends Error {}

/** Checks settings. Throws a SettingsError that names each invalid one, its value and the allowed values. */
export function readSettings(input: unknown): Settings {
  const given = typeof input === 'string' ? fromText(input) : (input ?? {});
  const parsed = consistentSettings.safeParse(given);
  if (parsed.success) return withTiedDefaults(parsed.data);
  const lines = parsed.error.issues.map((issue) => `  ${explain(issue, given)}`);
  throw new SettingsError(`The context key "eventLake" holds settings that are not allowed:\n${lines.join('\n')}`);
}

function withTiedDefaults({ failedRetentionDays, ...settings }: Given): Settings {
  return { ...settings, failedRetentionDays: failedRetentionDays ?? settings.rawRetentionDays };
}

/** The command line gives a context value as text. */
function fromText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function explain(issue: z.core.$ZodIssue, input: unknown): string {
  const name = issue.path.join('.') || 'eventLake';
  const given = issue.path.reduce<unknown>((value, key) => Object(value)[key], input);
  const allowed =
    issue.code === 'unrecognized_keys' ? `; the settings are ${Object.keys(settingsSchema.shape).join(', ')}` : '';
  return `${name}: ${issue.message}${allowed} (given: ${JSON.stringify(given)})`;
}
