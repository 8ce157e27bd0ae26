/** A process of its own: `node simulate.ts <path> <messages> <seed> <from> <through>` writes rows, and prints how many. */
import { writeRows } from './traffic.ts';

const [path = '', messages, seed, from = '', through = ''] = process.argv.slice(2);
const events = writeRows(path, { messages: Number(messages), seed: Number(seed), from, through });
process.stdout.write(JSON.stringify(events));
