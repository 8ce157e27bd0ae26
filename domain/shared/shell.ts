/** Between single quotes a shell changes nothing ("Quoting", POSIX Shell Command Language). */
export function shellWord(word: string): string {
  return /^[\w.@%+:,/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
