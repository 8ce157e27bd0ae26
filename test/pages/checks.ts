import { PAGES } from '../../dashboard/pages.ts';
import { checkTheChecks } from './broken.ts';
import {
  type Browsing,
  checkAccessible,
  checkKeyboard,
  checkMotion,
  checkPrint,
  checkQuiet,
  type Document,
  type Outcome,
} from './browsing.ts';
import { checkFiles } from './file.ts';
import { checkForm } from './form.ts';
import { goalLine, warmGoals } from './goals.ts';
import { checkNumbers } from './numbers.ts';
import type { ServedStack } from './stack.ts';
import { checkStates } from './states.ts';

export interface Checking extends Browsing {
  readonly stack: ServedStack;
  /** For what a check writes. */
  readonly folder: string;
  readonly seed: number;
  /** Seeded filters. */
  readonly runs: number;
}

type Check = (checking: Checking) => AsyncGenerator<Outcome>;

/** Each in the order in which they are run. */
export const CHECKS = {
  checks: async function* (checking) {
    yield await checkTheChecks(checking);
  },
  numbers: async function* ({ stack, seed, runs }) {
    const { findings, pages, numbers, tables, byCommand } = await checkNumbers(stack, seed, runs);
    const what = `${numbers} numbers and ${tables} CSV files of ${pages} pages, ${byCommand} statements by lake query too`;
    yield { what: `seed ${seed}: ${what}`, findings };
  },
  quiet: async function* (checking) {
    for (const document of served(checking)) yield* await checkQuiet(checking, document);
  },
  accessible: async function* (checking) {
    for (const document of served(checking)) yield* await checkAccessible(checking, document);
  },
  keyboard: async function* (checking) {
    for (const document of served(checking)) yield await checkKeyboard(checking, document);
    yield await checkForm(checking, checking.stack);
  },
  motion: async function* (checking) {
    for (const document of served(checking)) yield await checkMotion(checking, document);
  },
  print: async function* (checking) {
    for (const document of served(checking)) {
      yield await checkPrint(checking, document, document.name === 'exec' ? 1 : Number.POSITIVE_INFINITY);
    }
  },
  file: async function* (checking) {
    yield* checkFiles(checking, checking.stack, checking.folder);
  },
  states: checkStates,
  goals: async function* ({ browser, stack }) {
    for (const goal of await warmGoals(browser, stack)) yield { what: goalLine(goal), findings: [] };
  },
} satisfies Readonly<Record<string, Check>>;

export type CheckName = keyof typeof CHECKS;

function served({ stack }: Checking): readonly Document[] {
  return PAGES.map(({ name }) => ({ name, address: `${stack.url}${name}` }));
}
