/** DeleteObjects: many objects a call, each with its own outcome. */
import { AwsError, type AwsResponse } from '../aws.ts';
import { textElement, unescapeXml, xmlDocument } from '../endpoint/xml.ts';
import { S3_NAMESPACE } from './list-objects.ts';
import { checkBucketExists, deleteObject, type Store } from './objects.ts';
import { notImplemented, type S3Request } from './request.ts';

/** "DeleteObjects", Amazon S3 API Reference. */
const MAX_KEYS = 1_000;

interface Wanted {
  readonly keys: readonly string[];
  /** Only what failed is named in the answer. */
  readonly isQuiet: boolean;
}

export async function deleteObjects(store: Store, { bucket, body, request }: S3Request): Promise<AwsResponse> {
  checkBucketExists(store, bucket);
  const { keys, isQuiet } = parseBody(body.toString('utf8'));
  const outcomes = await Promise.all(
    keys.map((key) => outcomeOf(key, deleteObject(store, { principal: request.principal, bucket, key }))),
  );
  const shown = outcomes.filter((outcome) => !isQuiet || !outcome.isDeleted);
  const content = shown.map(({ element }) => element).join('');
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: xmlDocument('DeleteResult', content, S3_NAMESPACE),
  };
}

async function outcomeOf(key: string, deleting: Promise<void>): Promise<{ isDeleted: boolean; element: string }> {
  try {
    await deleting;
    return { isDeleted: true, element: `<Deleted>${textElement('Key', key)}</Deleted>` };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const content = [textElement('Key', key), textElement('Code', error.code), textElement('Message', error.message)];
    return { isDeleted: false, element: `<Error>${content.join('')}</Error>` };
  }
}

const DOCUMENT = /^\s*(?:<\?xml[^>]*\?>\s*)?<Delete(?:\s[^>]*)?>(.*)<\/Delete>\s*$/s;
const OBJECT = /\s*<Object>\s*<Key>([^<]*)<\/Key>\s*<\/Object>\s*/gs;
const QUIET = /\s*<Quiet>\s*(true|false)\s*<\/Quiet>\s*/gi;

/** The members that the laptop knows are cut out; what is left is something else. */
function parseBody(text: string): Wanted {
  const content = DOCUMENT.exec(text)?.[1];
  if (content === undefined) throw malformed('no <Delete> element');
  const keys = [...content.matchAll(OBJECT)].map(([, key = '']) => unescapeXml(key));
  const quiet = [...content.matchAll(QUIET)].map(([, value = '']) => value.toLowerCase() === 'true');
  const left = content.replaceAll(OBJECT, '').replaceAll(QUIET, '').trim();
  if (left !== '') throw notImplemented(`this part of a DeleteObjects: ${left.slice(0, 100)}`);
  if (keys.length === 0 || keys.length > MAX_KEYS) throw malformed(`${keys.length} objects; S3 takes 1 to ${MAX_KEYS}`);
  return { keys, isQuiet: quiet.at(-1) ?? false };
}

function malformed(what: string): AwsError {
  return new AwsError('MalformedXML', `The body of DeleteObjects has ${what}.`);
}
