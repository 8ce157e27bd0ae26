import { expect, test } from 'vitest';
import { readFunctions } from '../../src/lambda/definition.ts';
import { checkVariables } from '../../src/lambda/variables.ts';
import { ARN, functionProperties, templateWith } from './stack.ts';

test('a function is read from the template with its bundle, limits and variables', () => {
  const template = templateWith(
    functionProperties({
      Environment: { Variables: { STREAM_NAME: 'events' } },
      ReservedConcurrentExecutions: 4,
      LoggingConfig: { LogFormat: 'JSON', LogGroup: '/shop/receiver' },
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
    }),
  );
  expect(readFunctions(template)).toEqual([
    {
      logicalId: 'Receiver',
      name: 'receiver',
      arn: ARN,
      roleArn: 'arn:aws:iam::111122223333:role/receiver',
      bundleFolder: '/bundle',
      handler: 'index.handler',
      timeoutSeconds: 5,
      memoryMiB: 256,
      variables: { STREAM_NAME: 'events' },
      reservedConcurrency: 4,
      logGroupName: '/shop/receiver',
    },
  ]);
});

test("a function that names no time-out, memory or log group gets Lambda's own", () => {
  const properties = functionProperties({ Timeout: undefined, MemorySize: undefined });
  const [definition] = readFunctions(templateWith(properties));
  expect(definition).toMatchObject({ timeoutSeconds: 3, memoryMiB: 128, logGroupName: '/aws/lambda/receiver' });
});

test.each([
  [{ Runtime: 'python3.13' }, 'must be nodejs24.x, received "python3.13"'],
  [
    { Layers: ['arn:aws:lambda:us-east-1:111122223333:layer:x:1'] },
    'does not cover Layers; put their code into the bundle',
  ],
  [{ VpcConfig: {} }, 'does not cover VpcConfig'],
  [{ FileSystemConfigs: [] }, 'does not cover FileSystemConfigs'],
  [{ Code: { ZipFile: 'exports.handler = 1' } }, 'inline code and container images do not run'],
  [{ Code: { ImageUri: 'example.com/image' }, PackageType: 'Image' }, 'inline code and container images do not run'],
  [{ Handler: 'handler' }, 'must be <file>.<export>'],
  [{ NewProperty: true }, 'Unrecognized key: "NewProperty"'],
])('a function with %j is refused by name', (properties, message) => {
  const template = templateWith(functionProperties(properties));
  expect(() => readFunctions(template)).toThrow(message);
  expect(() => readFunctions(template)).toThrow('Receiver');
});

test.each([
  [{ AWS_REGION: 'eu-west-1' }, 'Lambda reserves the variable AWS_REGION'],
  [{ BIG: 'x'.repeat(4090) }, 'Lambda allows 4096'],
])('variables that Lambda would not deploy are refused', (variables, message) => {
  const template = templateWith(functionProperties({ Environment: { Variables: variables } }));
  const [definition] = readFunctions(template);
  expect(() => definition && checkVariables(definition)).toThrow(message);
});
