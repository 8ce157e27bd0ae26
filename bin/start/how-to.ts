import { join, resolve } from 'node:path';
import { OPERATOR_ACCESS_KEY } from 'aws-laptop';
import { SOURCES } from '../../domain/sources/registry.ts';
import type { Source } from '../../domain/sources/source.ts';

export interface Shown {
  /** The data folder. */
  readonly data: string;
  /** Whether the stack ends by itself. */
  readonly once: boolean;
  readonly region: string;
  /** Of the pages; undefined where nobody can look at them. */
  readonly page?: string | undefined;
  /** Of the front door, and of the AWS APIs. */
  readonly url: string;
  readonly endpoint: string;
  readonly sources?: readonly Source[];
}

/** `npx lake`, with the data folder where it is not the default one. */
function lakeCommand(data: string): string {
  return data === resolve('.lake') ? 'npx lake' : `npx lake --data ${data}`;
}

/** Where the running stack is reached, and how to go on. */
export function howTo({ data, once, region, page, url, endpoint, sources = SOURCES }: Shown): string {
  const lake = lakeCommand(data);
  const aws = [
    `AWS_ENDPOINT_URL=${endpoint}`,
    `AWS_DEFAULT_REGION=${region}`,
    `AWS_ACCESS_KEY_ID=${OPERATOR_ACCESS_KEY}`,
    'AWS_SECRET_ACCESS_KEY=laptop',
    'aws s3 ls',
  ];
  const webhooks = sources.map(({ name }, index) => line(index === 0 ? 'Webhook' : '', `${url}/webhooks/${name}`));
  const here = [
    line('Post', `${lake} deliver ${sources.map(({ name }) => name).join('|')} <file.json>`),
    line('Query', `${lake} query "SELECT event_type, count(*) AS events FROM events GROUP BY 1"`),
    line('Status', `${lake} status`),
    line('Secrets', `${lake} status --secrets`),
    line(
      'AWS APIs',
      `for the aws command, SDKs and BI tools; the key is in ${join(data, 'endpoint.json')}, new at each start:`,
    ),
    line('', aws.join(' ')),
  ];
  const end = `Ctrl-C delivers what is buffered and ends. To begin with an empty lake, remove ${data} after that.`;
  const more = 'Another port, folder or setting: npm start -- --help';
  const pages = page === undefined ? [] : [line('Page', page)];
  return ['', ...pages, ...webhooks, ...here, '', ...(once ? [] : [end]), more].join('\n');
}

function line(label: string, text: string): string {
  return `${label.padEnd(12)}${text}`;
}
