import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { EngineUnavailable } from './unavailable.ts';
import { MIN_JAVA } from './versions.ts';

export interface Java {
  readonly command: string;
  /** 25 */
  readonly major: number;
}

/** What `java -version` printed; undefined when there is no such command. */
export type AskVersion = (command: string) => string | undefined;

/** Where package managers put their JDKs, on Linux and macOS. */
const USUAL_PLACES = ['/usr/lib/jvm/*/bin/java', '/Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java'];

/** JAVA_HOME's first, then the one on the PATH, then what lies in the usual places. */
export function javaCommands(env: NodeJS.ProcessEnv): readonly string[] {
  const home = env.JAVA_HOME ? [join(env.JAVA_HOME, 'bin', 'java')] : [];
  return [...home, 'java', ...globSync(USUAL_PLACES).sort().reverse()];
}

/** `openjdk version "25.0.3" 2026-04-21` is 25; versions before 9 were called 1.8. */
export function majorVersion(printed: string): number | undefined {
  const digits = /version "(?:1\.)?(\d+)/.exec(printed)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** @throws EngineUnavailable naming what was found instead. */
export function findJava(commands: readonly string[], ask: AskVersion = askVersion): Java {
  const found = commands.flatMap((command) => {
    const major = majorVersion(ask(command) ?? '');
    return major === undefined ? [] : [{ command, major }];
  });
  const fitting = found.find(({ major }) => major >= MIN_JAVA);
  if (fitting) return fitting;
  const others = found.map(({ command, major }) => `${command} is ${major}`).join(', ');
  throw new EngineUnavailable(
    `Trino needs Java ${MIN_JAVA} or newer; ${others || 'no Java was found'}. Install one, or set JAVA_HOME to it.`,
  );
}

function askVersion(command: string): string | undefined {
  if (command.includes('/') && !existsSync(command)) return undefined;
  const { status, stderr } = spawnSync(command, ['-version'], { encoding: 'utf8' });
  return status === 0 ? stderr : undefined;
}
