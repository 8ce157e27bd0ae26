import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';

const PAGE = 2;
const WRITTEN = new Date(1_795_176_000_000);

/** As the SDK gives it: a stream that can also be taken as a text. */
function bodyOf(bytes: Buffer): Readable {
  return Object.assign(Readable.from([bytes]), { transformToString: async () => bytes.toString() });
}

/** A bucket in memory that lists two keys a page. */
export function memoryBucket(objects: Readonly<Record<string, Buffer | string>>) {
  const asked: unknown[] = [];
  const put: unknown[] = [];
  const content = new Map(Object.entries(objects));
  const send = async (command: unknown) => {
    if (command instanceof ListObjectsV2Command) {
      asked.push(command.input);
      const { Prefix = '', StartAfter = '', ContinuationToken = '', Delimiter } = command.input;
      const after = ContinuationToken || StartAfter;
      const keys = [...content.keys()].filter((key) => key.startsWith(Prefix)).toSorted();
      const folderOf = (key: string) => (Delimiter ? /^[^/]*\//.exec(key.slice(Prefix.length))?.[0] : undefined);
      const listed = keys.map((key) => (folderOf(key) === undefined ? key : `${Prefix}${folderOf(key)}`));
      const left = [...new Set(listed)].filter((name) => name > after);
      const isLast = left.length <= PAGE;
      const page = left.slice(0, PAGE);
      return {
        CommonPrefixes: page.filter((name) => !content.has(name)).map((folder) => ({ Prefix: folder })),
        Contents: page
          .filter((name) => content.has(name))
          .map((Key) => ({ Key, Size: content.get(Key)?.length, LastModified: WRITTEN })),
        NextContinuationToken: isLast ? undefined : page.at(-1),
      };
    }
    if (command instanceof PutObjectCommand) {
      put.push(command.input);
      return void content.set(command.input.Key ?? '', String(command.input.Body));
    }
    if (command instanceof DeleteObjectCommand) return void content.delete(command.input.Key ?? '');
    if (!(command instanceof GetObjectCommand)) throw new Error('No other call is made.');
    const found = content.get(command.input.Key ?? '');
    if (found !== undefined) return { Body: bodyOf(Buffer.from(found)) };
    throw Object.assign(new Error('none'), { name: 'NoSuchKey' });
  };
  const client: S3Client = Object.assign(Object.create(new S3Client({ region: 'eu-west-1' })), { send });
  return { client, asked, put };
}

/** Everything that comes, in order. */
export async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
