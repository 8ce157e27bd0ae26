import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/**
 * One secret, from the terminal without showing it, or from standard input. It is never an option of a command: options
 * stay in the shell's history and are seen in the list of processes.
 * @throws Error when nothing was entered, or more than one word.
 */
export async function readSecretInput(question: string, input: NodeJS.ReadStream = process.stdin): Promise<string> {
  const entered = await readHidden(question, input);
  if (/^\S+$/.test(entered)) return entered;
  const found = entered === '' ? 'nothing was entered' : 'what was entered has blanks or several lines';
  throw new Error(`The secret must be one word: ${found}. Nothing was changed.`);
}

/** What is entered, without showing it, or what standard input holds; without blanks around it. */
export async function readHidden(question: string, input: NodeJS.ReadStream = process.stdin): Promise<string> {
  return (input.isTTY ? await hidden(question, input) : await text(input)).trim();
}

async function hidden(question: string, input: NodeJS.ReadStream): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input, output: silent, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
