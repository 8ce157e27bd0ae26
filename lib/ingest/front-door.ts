import { Duration, Stack } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { FRONT_DOOR_METRICS } from '../../domain/contracts/operations.ts';
import type { Source } from '../../domain/sources/source.ts';
import type { Settings } from '../settings.ts';
import { knownRegion, throttleOf } from '../shared/regions.ts';
import { RETAINED } from '../shared/retained.ts';
import { acknowledge } from '../shared/security.ts';

export interface FrontDoorProps {
  /** The function that answers every route. */
  readonly receiver: IFunction;
  /** All settings of the stack. */
  readonly settings: Settings;
  /** Vendors whose webhooks it takes; each has a route. */
  readonly sources: readonly Source[];
}

/** The HTTP API: a route per source, throttled, logged. Requests are authenticated by the signatures of the sources. */
export class FrontDoor extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  /** Requests answered 429 by the front door itself or by the receiver, per five minutes. */
  readonly throttledRequests: Metric;
  private readonly baseUrl: string;

  constructor(scope: Construct, id: string, { receiver, settings, sources }: FrontDoorProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      // The console lists the APIs of an account by these names.
      apiName: Stack.of(this).stackName,
      createDefaultStage: false,
      description: 'Webhooks of the WhatsApp event lake',
    });
    this.baseUrl = settings.publicBaseUrl || this.api.apiEndpoint;
    const integration = new HttpLambdaIntegration('Receiver', receiver, {
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
    });
    for (const source of sources) {
      const methods = source.verifyCallback ? [HttpMethod.GET, HttpMethod.POST] : [HttpMethod.POST];
      this.api.addRoutes({ path: `/webhooks/${source.name}`, methods, integration });
    }
    acknowledge(
      this.api,
      'AwsSolutions-APIG4',
      'Vendors cannot sign in. The receiver checks each delivery’s signature over its bytes, and the verify token of a callback.',
    );
    const accessLogs = new LogGroup(this, 'AccessLogs', {
      retention: settings.logRetentionDays,
      removalPolicy: RETAINED,
    });
    this.stage = this.defaultStage(accessLogs, settings);
    this.throttledRequests = throttledRequests(this, accessLogs);
  }

  /** A source's webhook URL, to be pasted into the vendor's console. */
  webhookUrl(source: string): string {
    return `${this.baseUrl}/webhooks/${source}`;
  }

  private defaultStage(logGroup: LogGroup, settings: Settings): HttpStage {
    return new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: throttleOf(settings, knownRegion(this)),
      accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: accessLogFormat() },
    });
  }
}

/**
 * HTTP APIs have no metric for their own throttling, so it is counted from the access log. Its log class must stay
 * Standard: the other class has no metric filters (CloudWatch Logs User Guide, "Log classes").
 */
function throttledRequests(scope: Construct, accessLogs: LogGroup): Metric {
  const filter = accessLogs.addMetricFilter('Throttled', {
    filterPattern: FilterPattern.stringValue('$.status', '=', '429'),
    metricNamespace: Stack.of(scope).stackName,
    metricName: FRONT_DOOR_METRICS.throttled,
    metricValue: '1',
  });
  return filter.metric({ statistic: 'Sum', period: Duration.minutes(5) });
}

/** One JSON line per request. No body, no query (it holds the verify token when a callback is verified), no user agent. */
function accessLogFormat(): AccessLogFormat {
  return AccessLogFormat.custom(
    JSON.stringify({
      requestId: AccessLogField.contextRequestId(),
      time: '$context.requestTime',
      route: '$context.routeKey',
      status: AccessLogField.contextStatus(),
      bytes: '$context.responseLength',
      latencyMs: '$context.responseLatency',
      integrationLatencyMs: '$context.integrationLatency',
      error: '$context.integrationErrorMessage',
    }),
  );
}
