import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from '../trino/command.ts';
import { unavailable } from '../trino/unavailable.ts';

/** Debian's Chromium, and fonts with Latin, Arabic, Hebrew, Devanagari and the signs of currencies. */
const PACKAGES = ['chromium', 'fonts-noto-core', 'fonts-dejavu-core'];

/** Where the packages unpack to: no part of the machine outside it changes, so nobody needs to be root. */
export interface Unpacked {
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The newest Chromium that was unpacked below a folder; undefined when none starts. */
export function unpackedIn(cache: string): Unpacked | undefined {
  const folders = globSync('chromium-*', { cwd: cache }).filter((name) => !name.endsWith('.part'));
  const newestFirst = folders.sort(new Intl.Collator('en', { numeric: true }).compare).reverse();
  return newestFirst.map((name) => startOf(join(cache, name))).find(starts);
}

/**
 * Fetches by apt what this machine has not installed of Chromium, its libraries and the fonts, and unpacks it below a
 * folder. apt keeps its lists and its files there too.
 * @throws EngineUnavailable where there is no apt, or it does not reach Debian's packages.
 */
export async function unpackInto(cache: string, say: (line: string) => void): Promise<Unpacked> {
  const work = join(cache, `apt-${process.pid}.part`);
  const apt = optionsOf(work);
  try {
    mkdirSync(join(work, 'lists', 'partial'), { recursive: true });
    mkdirSync(join(work, 'archives', 'partial'), { recursive: true });
    await runCommand('apt-get', [...apt, '-qq', 'update']);
    const missing = missingPackages(apt);
    const version = missing.get('chromium') ?? '0';
    const folder = join(cache, `chromium-${version.replace(/[^\w.-]/g, '_')}`);
    say(`Fetching Chromium ${version} and ${missing.size - 1} packages that it needs into ${folder} …`);
    const wanted = [...missing].map(([name, of]) => `${name}=${of}`);
    await runCommand('apt-get', [...apt, '-qq', 'download', ...wanted], join(work, 'archives'));
    await unpack(join(work, 'archives'), join(work, 'root'));
    mustStart(startOf(join(work, 'root')));
    rmSync(folder, { recursive: true, force: true });
    renameSync(join(work, 'root'), folder);
    return startOf(folder);
  } catch (cause) {
    throw unavailable('apt could not fetch chromium, and none is installed', cause);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Only what is installed is read from the machine's own state. */
function optionsOf(work: string): readonly string[] {
  const options = {
    'Dir::State': work,
    'Dir::State::lists': join(work, 'lists'),
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': work,
    'Acquire::Languages': 'none',
    // A user of its own for downloads, which only root can change to, could not write here.
    'APT::Sandbox::User': 'root',
    'Debug::NoLocking': 'true',
  };
  return Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

/** Packages that an installation would bring, with their versions. `Inst name [old] (version archive [amd64])` is a line. */
function missingPackages(apt: readonly string[]): ReadonlyMap<string, string> {
  const words = [...apt, '--simulate', '--no-install-recommends', 'install', ...PACKAGES];
  const { status, stdout, stderr } = spawnSync('apt-get', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr.trim());
  const found = stdout.matchAll(/^Inst (\S+) (?:\[\S+\] )?\((\S+)/gm);
  return new Map([...found].map(([, name = '', version = '']) => [name, version]));
}

async function unpack(archives: string, root: string): Promise<void> {
  mkdirSync(root);
  for (const archive of globSync('*.deb', { cwd: archives })) {
    await runCommand('dpkg-deb', ['--extract', join(archives, archive), root]);
  }
}

function startOf(folder: string): Unpacked {
  // Some libraries keep theirs in folders of their own, which a path inside them would name.
  const libraries = new Set(globSync('{usr/,}lib/**/*.so*', { cwd: folder }).map(dirname));
  const env = {
    LD_LIBRARY_PATH: [...libraries].map((name) => join(folder, name)).join(':'),
    FONTCONFIG_FILE: fontsOf(folder),
  };
  return { command: join(folder, 'usr', 'lib', 'chromium', 'chromium'), env };
}

/** fontconfig knows the folder's fonts beside the machine's, and takes Noto Sans for the font of a system, which a server does not have. */
function fontsOf(folder: string): string {
  const file = join(folder, 'fonts.conf');
  const lines = [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    `<dir>${join(folder, 'usr', 'share', 'fonts')}</dir><dir>/usr/share/fonts</dir>`,
    `<cachedir>${join(folder, 'font-cache')}</cachedir>`,
    '<alias><family>serif</family><prefer><family>Noto Serif</family></prefer></alias>',
    '<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>',
    '<match><edit name="family" mode="append_last"><string>Noto Sans</string></edit></match>',
    '</fontconfig>',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

function starts(unpacked: Unpacked): boolean {
  return version(unpacked).status === 0;
}

function mustStart(unpacked: Unpacked): void {
  const { status, stderr, error } = version(unpacked);
  if (status !== 0) throw new Error(`${unpacked.command} does not start: ${error?.message ?? stderr.trim()}`);
}

function version({ command, env }: Unpacked) {
  return spawnSync(command, ['--version'], { env: { ...process.env, ...env }, encoding: 'utf8' });
}
