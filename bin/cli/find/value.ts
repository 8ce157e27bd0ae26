import { readHidden } from '../secret-input.ts';

/** In place of a value: read it from standard input. */
const FROM_INPUT = '-';

/** What is looked up, from the command line or from standard input; there a terminal does not show it. */
export async function readValue(given: string, name: string): Promise<string> {
  const value = given === FROM_INPUT ? await readHidden(`${name} (it is not shown): `) : given.trim();
  if (value === '') throw new Error(`No ${name} was given: name it after its option, or enter it after \`-\`.`);
  if (/[\r\n]/.test(value)) throw new Error(`More than one line was given; one ${name} at a time.`);
  return value;
}

/**
 * The text of an error of the command line without what was typed for a value: a misspelled `--phon=…` quotes it. What
 * is quoted stays where it is the name of an option or a plain word.
 */
export function withoutValues(error: string): string {
  const [said = '', ...suggestion] = error.split(/(?=\n\(Did you mean)/);
  const hidden = said.replace(/'(.*)'/s, (quoted, inner: string) => {
    if (PLAIN.test(inner)) return quoted;
    const [, option] = /^(--[a-z][a-z-]*)=/.exec(inner) ?? [];
    return option === undefined ? "'…'" : `'${option}=…'`;
  });
  return [hidden, ...suggestion].join('');
}

const PLAIN = /^-{0,2}[a-z][a-z-]*(?: [<[][a-z-]+[\]>])?$/i;
