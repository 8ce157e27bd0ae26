/** What AWS or its SDK says by the name of the error, as a sentence with what to do; undefined for any other error. */
export function inWords(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.message === 'Region is missing') return NO_REGION;
  if (error.name === 'CredentialsProviderError') return credentials(error.message);
  if (EXPIRED.has(error.name)) return EXPIRED_CREDENTIALS;
  if (UNKNOWN.has(error.name)) return UNKNOWN_CREDENTIALS;
  return 'code' in error && error.code === 'ENOTFOUND' ? noHost(error.message) : undefined;
}

/** An error's text for a person at a terminal. */
export function messageOf(error: unknown): string {
  return inWords(error) ?? (error instanceof Error ? error.message : String(error));
}

const NO_REGION =
  'No AWS region is set. Name it with --region, set AWS_REGION, or give your profile one with `aws configure`.';

const NO_CREDENTIALS =
  'No AWS credentials were found. There are three ways: a profile (`aws configure` or `aws configure sso`, and AWS_PROFILE ' +
  'where it is not the default one); AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, with AWS_SESSION_TOKEN where they are ' +
  'temporary; or the role of the machine that this runs on.';

const EXPIRED_CREDENTIALS =
  'Your AWS credentials have expired. Log in again (`aws sso login`), or set new temporary ones, and repeat the command.';

const UNKNOWN_CREDENTIALS =
  'AWS does not accept your credentials: the key does not exist, is switched off, or its secret is another one. ' +
  '`aws sts get-caller-identity` shows whether they work.';

/** "Common error types" in the API References of CloudFormation, Athena and Lambda: services spell the names differently. */
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired']);
const UNKNOWN = new Set([
  ...['InvalidClientTokenId', 'UnrecognizedClientException', 'AuthFailure'],
  ...['SignatureDoesNotMatch', 'InvalidSignatureException', 'IncompleteSignature', 'IncompleteSignatureException'],
]);

function credentials(said: string): string {
  if (/^Could not load credentials from any providers/.test(said)) return NO_CREDENTIALS;
  if (/expired/i.test(said)) return `${EXPIRED_CREDENTIALS} (${said})`;
  return `Your AWS credentials cannot be read: ${said}`;
}

function noHost(said: string): string {
  return `AWS cannot be reached (${said}). Is the region spelled right, and is there a network?`;
}
