/**
 * API Gateway's HTTP API on a laptop: the template's routes, throttles and access log over plain HTTP. It has no TLS,
 * no custom domain and no client certificates; what a template has of those is not served here.
 */

import type { FunctionRuntime, Template } from '../aws.ts';
import { readApi } from './definition.ts';
import { createGateway } from './gateway.ts';
import { type ListeningServer, listen } from './http-server.ts';

export interface HttpApiOptions {
  readonly template: Template;
  readonly functions: FunctionRuntime;
  /** 0 takes any free one. */
  readonly port: number;
  /** One line per request, as the stage's AccessLogSettings write it. */
  readonly onAccess?: (line: string) => void;
  /** Why API Gateway itself answered with a server error. Holds no personal data. */
  readonly onError?: (line: string) => void;
  /** See `StackOptions`. */
  readonly rootText?: (() => string) | undefined;
}

/** Serves the template's API. Throws on what it does not cover; rejects in one sentence when the port is taken. */
export async function startHttpApi(options: HttpApiOptions): Promise<ListeningServer> {
  const { port, ...others } = options;
  return listen(createGateway({ ...others, api: readApi(options.template) }), port);
}
