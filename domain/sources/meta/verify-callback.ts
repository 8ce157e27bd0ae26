import { equalInConstantTime } from '../../identity/constant-time.ts';
import type { CallbackVerification, Credentials } from '../source.ts';

/**
 * Meta's check of a callback URL: `GET …?hub.mode=subscribe&hub.challenge=<random>&hub.verify_token=<ours>`, answered
 * by the bare challenge ("Create a webhook endpoint").
 */
export function verifyCallback(
  query: Readonly<Record<string, string>>,
  credentials: Credentials,
): CallbackVerification {
  const challenge = query['hub.challenge'];
  const accepted = query['hub.mode'] === 'subscribe' && isOurs(query['hub.verify_token'], credentials);
  return accepted && challenge !== undefined ? { accepted, challenge } : { accepted: false };
}

function isOurs(token: string | undefined, credentials: Credentials): boolean {
  const ours = [credentials.verify_token, credentials.previous_verify_token];
  return ours.some((candidate) => candidate !== undefined && candidate !== '' && equalInConstantTime(token, candidate));
}
