import { LambdaClient } from '@aws-sdk/client-lambda';
import { type FindAnswer, type FindRequest, findAnswerSchema } from '../../../domain/contracts/find.ts';
import type { LookupKind } from '../../../domain/identity/lookup.ts';
import { answerOf } from '../../../lambdas/aws/invoke.ts';
import type { Target } from '../target.ts';

export type FoundKey = FindAnswer['keys'][number];

/** What each kind looks like, for whoever gave something else. */
const FORMS: Readonly<Record<LookupKind, string>> = {
  wamid: 'A message id is one word, as `wamid.…`, whole.',
  phone:
    'A phone number has 6 to 17 digits, with blanks, dots, hyphens or brackets between them: "+1 555 010 0001". ' +
    'A user id is looked up by --user-id.',
  email: 'An e-mail address is like name@example.com.',
  user_id: 'A user id is one word, as `US.…`, in capitals and small letters as Meta writes it.',
};

/** The keys under which rows may know it, made by the stack's function. Throws where the value has not the form of its kind. */
export async function keysFor(target: Target, request: FindRequest): Promise<readonly FoundKey[]> {
  const client = new LambdaClient(target.clientConfig);
  const { keys } = findAnswerSchema.parse(await answerOf(client, target.output('FindFunctionName'), { ...request }));
  if (keys.length === 0) throw new Error(`What was given has another form. ${FORMS[request.kind]}`);
  return keys;
}
