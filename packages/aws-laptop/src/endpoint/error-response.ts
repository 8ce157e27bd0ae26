import type { AwsError, AwsResponse } from '../aws.ts';
import { textElement, xmlDocument } from './xml.ts';

type ErrorFormat = (error: AwsError, requestId: string) => AwsResponse;

/** Services that do not speak JSON; all the others do. */
const FORMATS: ReadonlyMap<string, ErrorFormat> = new Map([
  ['s3', s3Error],
  ['cloudformation', queryError],
  ['sts', queryError],
]);

/** An error in the wire format of a service, so that the SDK throws it under its own name. */
export function errorResponse(signingName: string, error: AwsError, requestId: string): AwsResponse {
  return (FORMATS.get(signingName) ?? jsonError)(error, requestId);
}

/** Source: Smithy, "AWS JSON 1.1 protocol", operation error serialization. */
function jsonError(error: AwsError): AwsResponse {
  return {
    status: error.status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': error.code },
    body: JSON.stringify({ __type: error.code, message: error.message }),
  };
}

/** Source: Amazon S3 API Reference, "REST error responses". */
function s3Error(error: AwsError, requestId: string): AwsResponse {
  const content = [
    textElement('Code', error.code),
    textElement('Message', error.message),
    textElement('RequestId', requestId),
  ];
  return xmlError(error, xmlDocument('Error', content.join('')));
}

/** Source: Smithy, "AWS query protocol", operation error serialization. */
function queryError(error: AwsError, requestId: string): AwsResponse {
  const fault = error.status >= 500 ? 'Receiver' : 'Sender';
  const detail = [textElement('Type', fault), textElement('Code', error.code), textElement('Message', error.message)];
  const content = `<Error>${detail.join('')}</Error>${textElement('RequestId', requestId)}`;
  return xmlError(error, xmlDocument('ErrorResponse', content));
}

function xmlError(error: AwsError, body: string): AwsResponse {
  return { status: error.status, headers: { 'content-type': 'application/xml' }, body };
}
