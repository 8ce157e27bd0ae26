import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { remove, temporaryFolder } from '../support/laptop.ts';
import { PACKAGES } from './packages.ts';
import { codeBlocks, environmentOfPage, pageBlocks, pageText } from './page.ts';

test('the blocks of a page are found with their language and line', () => {
  const page = 'One\n\n```python\nprint(1)\n\nprint(2)\n```\n\n```sh\nls\n```\n```\nplain\n```\n';
  expect(codeBlocks(page)).toEqual([
    { language: 'python', line: 4, text: 'print(1)\n\nprint(2)\n' },
    { language: 'sh', line: 10, text: 'ls\n' },
  ]);
});

test('docs/connect.md sets what SDKs read, from the file that the lake leaves', () => {
  const folder = temporaryFolder();
  onTestFinished(() => remove(folder));
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const endpoint = { endpoint: 'http://127.0.0.1:1', region: 'eu-central-1', accessKeyId: 'LOCALKEY' };
  writeFileSync(join(dataDir, 'endpoint.json'), JSON.stringify(endpoint));
  expect(environmentOfPage(join(folder, 'page'), dataDir)).toMatchObject({
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_ACCESS_KEY_ID: 'LOCALKEY',
    AWS_SECRET_ACCESS_KEY: 'laptop',
    AWS_DEFAULT_REGION: 'eu-central-1',
  });
});

test('docs/connect.md has Python for each client, and names the versions that are checked', () => {
  const python = pageBlocks().filter(({ language }) => language === 'python');
  for (const name of ['pyathena', 'sqlalchemy', 'awswrangler', 'boto3', 'duckdb']) {
    expect(python.some(({ text }) => text.includes(name))).toBe(true);
  }
  for (const [name = '', version = ''] of PACKAGES.map((each) => each.split('=='))) {
    const short = version
      .split('.')
      .slice(0, name === 'pyarrow' ? 1 : 2)
      .join('.');
    const shown = name === 'awscli' ? '`aws`' : name;
    if (name !== 'pandas') expect(pageText().toLowerCase()).toContain(`${shown} ${short}`.toLowerCase());
  }
});
