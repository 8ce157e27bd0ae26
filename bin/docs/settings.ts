import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { page, table } from './dictionaries.ts';

const FOLDER = join(import.meta.dirname, '../../lib/settings');

/** In the order of `settingsSchema`. */
const AREAS = ['stack', 'ingest', 'lake', 'query', 'operate'];

export interface DocumentedSetting {
  readonly name: string;
  /** Its doc comment, without the default. */
  readonly meaning: string;
  /** The text after `@default`; empty where there is none. */
  readonly documentedDefault: string;
}

interface Area {
  readonly title: string;
  readonly settings: readonly DocumentedSetting[];
}

const AREA = /^\/\*\* (?<title>[^\n]*?)\.? \*\/\nexport const \w+_SETTINGS = \{\n(?<body>.*?)^\};/ms;
const SETTING = /^ {2}\/\*\*(?<doc>(?:(?!\*\/).)*)\*\/\n {2}(?<name>\w+):/gms;

/** Every setting that has a doc comment, by area. */
function areas(): readonly Area[] {
  return AREAS.map((area) => {
    const { title = '', body = '' } = AREA.exec(readFileSync(join(FOLDER, `${area}.ts`), 'utf8'))?.groups ?? {};
    return { title, settings: [...body.matchAll(SETTING)].map(({ groups }) => documented(groups ?? {})) };
  });
}

function documented({ name = '', doc = '' }: Readonly<Record<string, string>>): DocumentedSetting {
  const text = doc.replaceAll(/\s*\n\s*\* ?/g, ' ').trim();
  const [meaning = '', documentedDefault = ''] = text.split(/\s*@default\s*/);
  return { name, meaning, documentedDefault };
}

/** Every setting that has a doc comment. */
export function documentedSettings(): readonly DocumentedSetting[] {
  return areas().flatMap(({ settings }) => settings);
}

/** docs/settings.md: the settings with their meaning, unit, bounds and default. */
export function settingsPage(): string {
  const summary =
    'Set them under `eventLake` in `cdk.json`, or for one command by `npx cdk deploy -c eventLake=\'{"bufferSeconds": 60}\'`. ' +
    'An invalid value fails at synth, with the allowed values.';
  const sections = areas().map(({ title, settings }) => `## ${title}\n\n${settingsTable(settings)}`);
  return page('Settings', summary, sections);
}

function settingsTable(settings: readonly DocumentedSetting[]): string {
  return table(
    ['setting', 'default', 'meaning'],
    settings.map(({ name, meaning, documentedDefault }) => [`\`${name}\``, `\`${documentedDefault}\``, meaning]),
  );
}
