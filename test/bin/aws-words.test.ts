import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inWords, messageOf } from '../../bin/cli/aws-words.ts';
import { PROJECT_ROOT } from '../../bin/start/build.ts';
import { remove, temporaryFolder } from '../support/laptop.ts';

function named(name: string, message = 'as the service says it'): Error {
  return Object.assign(new Error(message), { name });
}

test.each([
  ['ExpiredTokenException', /have expired.*aws sso login/],
  ['UnrecognizedClientException', /does not accept your credentials/],
  ['InvalidClientTokenId', /does not accept your credentials/],
])('%s is said in our words', (name, words) => {
  expect(inWords(named(name))).toMatch(words);
});

test('credentials that the SDK could not read keep its reason', () => {
  const said = 'Could not resolve credentials using profile: [team] in configuration/credentials file(s).';
  expect(inWords(named('CredentialsProviderError', said))).toBe(`Your AWS credentials cannot be read: ${said}`);
  expect(inWords(named('CredentialsProviderError', 'The SSO session has expired.'))).toMatch(/aws sso login/);
});

test('a host that is not found asks for the region', () => {
  const error = Object.assign(new Error('getaddrinfo ENOTFOUND athena.eu-west-9.amazonaws.com'), { code: 'ENOTFOUND' });
  expect(inWords(error)).toMatch(/eu-west-9.*Is the region spelled right/);
});

test('what AWS says well is left as it is', () => {
  const denied = named('AccessDenied', 'User: … is not authorized to perform: cloudformation:DescribeStacks');
  expect(messageOf(denied)).toBe(denied.message);
  expect(messageOf('a text')).toBe('a text');
});

/** CloudFormation answers in XML: "Common errors" and DescribeStacks, CloudFormation API Reference. */
function errorXml(code: string, message: string): string {
  return `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`;
}

describe('lake --stack', () => {
  const home = temporaryFolder();
  const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
  let server: Server;
  let answer: { readonly status: number; readonly body: string };
  let endpoint: string;

  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterAll(() => {
    server.close();
    remove(home);
  });

  /** On a machine where nothing of AWS is set up, but for `env`. */
  function lake(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const own = { PATH: process.env.PATH, HOME: home, AWS_EC2_METADATA_DISABLED: 'true', ...env };
    const args = [join(PROJECT_ROOT, 'bin', 'lake.ts'), '--stack', 'EventLake', ...words];
    return new Promise((resolve) => {
      execFile(process.execPath, args, { env: own, cwd: home }, (error, _stdout, stderr) => {
        resolve([error?.code ?? 0, stderr]);
      });
    });
  }

  function line(words: RegExp) {
    return [1, expect.stringMatching(new RegExp(`^lake: [^\\n]*${words.source}[^\\n]*\\n$`))];
  }

  test.each([
    ['no region', [], {}, /No AWS region is set\. .*--region.*AWS_REGION.*aws configure/],
    ['no credentials', ['--region', 'eu-west-1'], {}, /No AWS credentials were found.*AWS_ACCESS_KEY_ID/],
  ])('with %s says what to set', async (_what, words, env, said) => {
    expect(await lake([...words, 'status'], env)).toEqual(line(said));
  });

  test.each([
    ['ValidationError', 'Stack with id EventLake does not exist', /no stack EventLake in eu-west-1/],
    ['ExpiredToken', 'The security token included in the request is expired', /have expired/],
    ['InvalidClientTokenId', 'The security token included in the request is invalid', /does not accept/],
    ['AccessDenied', 'User: u is not authorized to perform: cloudformation:DescribeStacks', /not authorized/],
  ])('where CloudFormation answers %s says it in one line', async (code, message, said) => {
    answer = { status: code === 'ValidationError' ? 400 : 403, body: errorXml(code, message) };
    const env = { ...KEYS, AWS_ENDPOINT_URL_CLOUDFORMATION: endpoint };
    expect(await lake(['--region', 'eu-west-1', 'status'], env)).toEqual(line(said));
  });
});
