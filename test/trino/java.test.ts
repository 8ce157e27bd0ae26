import { describe, expect, test } from 'vitest';
import { findJava, javaCommands, majorVersion } from './java.ts';
import { EngineUnavailable } from './unavailable.ts';

describe('the version that java prints', () => {
  test.each([
    ['openjdk version "25.0.3" 2026-04-21 LTS', 25],
    ['openjdk version "24" 2025-03-18', 24],
    ['java version "1.8.0_202"', 8],
    ['bash: java: command not found', undefined],
  ])('%s', (printed, major) => {
    expect(majorVersion(printed)).toBe(major);
  });
});

test('JAVA_HOME comes first, then the PATH', () => {
  expect(javaCommands({ JAVA_HOME: '/opt/jdk' }).slice(0, 2)).toEqual(['/opt/jdk/bin/java', 'java']);
  expect(javaCommands({})[0]).toBe('java');
});

const MACHINE: Readonly<Record<string, string>> = {
  java: 'version "17.0.1"',
  '/b/java': 'version "25"',
  '/c/java': 'version "24"',
};

test('the first that is new enough is taken, though an older one is on the PATH', () => {
  expect(findJava(['java', '/a/java', '/b/java', '/c/java'], (command) => MACHINE[command])).toEqual({
    command: '/b/java',
    major: 25,
  });
});

test('where none is new enough, what was found is named', () => {
  expect(() => findJava(['java'], (command) => MACHINE[command])).toThrow(EngineUnavailable);
  expect(() => findJava(['java'], (command) => MACHINE[command])).toThrow(/24 or newer; java is 17/);
  expect(() => findJava(['java'], () => undefined)).toThrow(/no Java was found/);
});
