import { expect, test } from 'vitest';
import { createSts } from '../../src/sts/sts.ts';

async function call(arn: string, Action: string): Promise<string> {
  const body = Buffer.from(new URLSearchParams({ Action, Version: '2011-06-15' }).toString());
  const principal = { arn, allows: () => false };
  const request = { method: 'POST', path: '/', query: new URLSearchParams(), headers: {}, body, principal };
  return String((await createSts().service.handle(request)).body);
}

test('a user learns who it is, whatever it may do', async () => {
  const answer = await call('arn:aws:iam::123456789012:user/operator', 'GetCallerIdentity');
  expect(answer).toContain('<Arn>arn:aws:iam::123456789012:user/operator</Arn>');
  expect(answer).toContain('<Account>123456789012</Account>');
});

test('a role is a session of it', async () => {
  const answer = await call('arn:aws:iam::123456789012:role/path/Analyst', 'GetCallerIdentity');
  expect(answer).toContain('<Arn>arn:aws:sts::123456789012:assumed-role/Analyst/laptop</Arn>');
});

test('any other action is refused by name', async () => {
  const refused = call('arn:aws:iam::123456789012:user/operator', 'AssumeRole');
  await expect(refused).rejects.toMatchObject({
    code: 'InvalidAction',
    message: expect.stringContaining('AssumeRole'),
  });
});
