/** What API Gateway states about a request's URL (HTTP API, payload format 2.0). */
export interface RequestedUrl {
  readonly rawPath: string;
  /** Without its question mark; empty where there is none. */
  readonly rawQueryString: string;
  readonly requestContext: { readonly domainName: string };
}

/**
 * The URL that the vendor called, which some vendors sign: path and query are as API Gateway passes them, never parsed
 * and printed. Behind a proxy API Gateway knows only the name it was called by, so `publicBaseUrl` says the proxy's;
 * where that is empty it is `https://` and the request's domain name.
 */
export function publicUrl(publicBaseUrl: string, { rawPath, rawQueryString, requestContext }: RequestedUrl): string {
  const base = publicBaseUrl === '' ? `https://${requestContext.domainName}` : publicBaseUrl;
  return `${base}${rawPath}${rawQueryString === '' ? '' : `?${rawQueryString}`}`;
}

/** Null for what `publicBaseUrl` may be, else the rule that it breaks. */
export function publicBaseUrlFault(value: string): string | null {
  const url = URL.parse(value);
  const isBase = url?.protocol === 'https:' && value === `${url.origin}${url.pathname}`.replace(/\/$/, '');
  return value === '' || isBase
    ? null
    : 'must be empty or like https://hooks.example.com: https, a host in small letters, perhaps a port other than 443 and a path; no user, query, fragment or slash at its end';
}
