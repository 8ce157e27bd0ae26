/** `aws-laptop/services`: single local services, for tests that need less than a whole stack. */

export { AwsError, type AwsService, jsonService } from './aws.ts';
export { createCloudFormation } from './cloudformation/cloudformation.ts';
export { writeOf } from './dynamodb/partiql.ts';
export { startDynamoDb } from './dynamodb/start-dynamodb.ts';
export { principalsByKey } from './endpoint/credentials.ts';
export { type Endpoint, startEndpoint } from './endpoint/start-endpoint.ts';
export { MAX_RESPONSE_BYTES } from './lambda/payload.ts';
export { createLambdaService } from './lambda/service.ts';
export { OPERATOR } from './operator.ts';
export { createObjectStore } from './s3/object-store.ts';
