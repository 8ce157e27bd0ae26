import { AwsError } from '../aws.ts';

/** The names by which a client on this machine may call the endpoint. */
const HOSTS = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Refuses what no SDK sends: a request for another host, which a web page can have resolved to this machine (DNS
 * rebinding), and one that a browser made for a page. Browsers set `Origin` and `Sec-Fetch-Site` (Fetch Metadata
 * Request Headers, W3C) and no page can change them; `none` is the user's own doing.
 * @throws AwsError AccessDenied, 403.
 */
export function refuseStrangers(headers: Readonly<Record<string, string>>, port: number | undefined): void {
  const { host = '', origin, 'sec-fetch-site': site = 'none' } = headers;
  if (!HOSTS.some((name) => host === `${name}:${port}`)) {
    refuse(
      `The laptop's endpoint answers to ${HOSTS.map((name) => `${name}:${port}`).join(', ')} only: use one of them.`,
    );
  }
  if (origin !== undefined || site !== 'none') {
    refuse('The laptop’s endpoint answers no web page: it is for the AWS SDK and the aws command.');
  }
}

function refuse(message: string): never {
  throw new AwsError('AccessDenied', message, 403);
}
