/** How API Gateway puts a request's bytes into an event. */

import { isUtf8 } from 'node:buffer';

/**
 * The types whose body travels as text. AWS documents only that a binary body is base64; this list was measured on a
 * live HTTP API in 2026 by the authors of the ministack emulator (its pull request 766), who found every other type in
 * base64, a missing one and `application/x-www-form-urlencoded` among them. `application/*+json` was not measured.
 */
const TEXT_TYPES = /^(text\/.+|application\/(json|xml|javascript))$/;

export interface EventBody {
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

/**
 * The event's `body`. An empty one is left out. Text that is not UTF-8 goes as base64, so that no byte is lost; what
 * AWS does with it is not documented, and a function that respects `isBase64Encoded` is right in either case.
 */
export function bodyOf(bytes: Buffer, contentType: string | undefined): EventBody {
  if (bytes.length === 0) return { isBase64Encoded: false };
  const mediaType = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const isText = TEXT_TYPES.test(mediaType) && isUtf8(bytes);
  return { body: bytes.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}
