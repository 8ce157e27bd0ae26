/** Whether a function's resource policy lets API Gateway call it for a route. */

import type { Principal, Template } from '../aws.ts';
import type { ApiDefinition } from './definition.ts';

const SERVICE = 'apigateway.amazonaws.com';

/**
 * API Gateway as the caller of a route's function: allowed by an `AWS::Lambda::Permission` that names the service and
 * the function, and whose SourceArn, if it has one, fits `…:execute-api:…:<api>/<stage>/<METHOD>/<route path>`.
 */
export function gatewayPrincipal(template: Template, api: ApiDefinition, routeKey: string): Principal {
  const grants = template.ofType('AWS::Lambda::Permission').map(({ properties }) => properties);
  return {
    arn: SERVICE,
    allows: (action, functionArn) =>
      grants.some(
        (grant) =>
          grant.Action === action &&
          grant.Principal === SERVICE &&
          (grant.FunctionName === functionArn || grant.FunctionName === functionArn.split(':').at(-1)) &&
          (grant.SourceAccount === undefined || grant.SourceAccount === api.accountId) &&
          (grant.SourceArn === undefined || arnLike(String(grant.SourceArn), sourceArn(api, routeKey, functionArn))),
      ),
  };
}

function sourceArn(api: ApiDefinition, routeKey: string, functionArn: string): string {
  const partition = functionArn.split(':')[1];
  const route = routeKey === '$default' ? '/$default' : `/${routeKey.replace(' ', '')}`;
  return `arn:${partition}:execute-api:${api.region}:${api.accountId}:${api.apiId}/${api.stage}${route}`;
}

/** IAM's ArnLike: `*` and `?` within one part between colons. */
function arnLike(pattern: string, arn: string): boolean {
  const escaped = pattern.replace(/[\\^$+.()|[\]{}]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '[^:]*').replaceAll('?', '[^:]')}$`).test(arn);
}
