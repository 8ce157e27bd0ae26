import * as z from 'zod';
import type { Principal, Resource, Template } from '../aws.ts';
import { conditionHolds } from '../template/conditions.ts';
import { parseSchedule, type Schedule } from './schedule.ts';

/** An enabled rule of the template that runs by the clock. */
export interface ScheduledRule {
  readonly name: string;
  readonly arn: string;
  readonly schedule: Schedule;
  /** ARNs of functions. */
  readonly targets: readonly string[];
}

const SERVICE = 'events.amazonaws.com';

export const ruleProperties = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  Tags: z.unknown().optional(),
  ScheduleExpression: z.string('is needed: the laptop runs rules by the clock only, none by events'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  // Without Input a target gets the event itself. Retries and dead letters are not simulated, and so are refused.
  Targets: z.array(z.strictObject({ Id: z.string(), Arn: z.string() })).min(1),
});

/**
 * The enabled rules of the template.
 * @throws for a rule that is not run by the clock, for a schedule or target that the laptop does not cover, and for a
 * function that does not let EventBridge call it, where AWS would drop every event.
 */
export function readRules(template: Template): readonly ScheduledRule[] {
  return template.ofType('AWS::Events::Rule').flatMap((resource) => {
    const parsed = ruleProperties.safeParse(resource.properties);
    if (!parsed.success) throw ruleFault(resource, z.prettifyError(parsed.error));
    const { ScheduleExpression, State, Targets } = parsed.data;
    const targets = Targets.map(({ Arn }) => Arn);
    const principal = eventsPrincipal(template, resource.arn);
    const refusing = targets.find((arn) => !principal.allows('lambda:InvokeFunction', arn));
    if (refusing !== undefined) {
      throw ruleFault(resource, `${refusing} has no AWS::Lambda::Permission for ${SERVICE} and this rule`);
    }
    const rule = { name: resource.ref, arn: resource.arn, schedule: parseSchedule(ScheduleExpression), targets };
    return State === 'ENABLED' ? [rule] : [];
  });
}

/** EventBridge as the caller of a rule's targets: allowed by the function's own policy, for this rule. */
export function eventsPrincipal(template: Template, ruleArn: string): Principal {
  const grants = template.ofType('AWS::Lambda::Permission').map(({ properties }) => properties);
  const isFor = (sourceArn: unknown) =>
    sourceArn === undefined ||
    conditionHolds(
      { operator: 'ArnLike', key: 'aws:SourceArn', values: [String(sourceArn)] },
      { 'aws:SourceArn': ruleArn },
    );
  return {
    arn: SERVICE,
    allows: (action, functionArn) =>
      grants.some(
        ({ Action, Principal: service, FunctionName, SourceArn }) =>
          Action === action &&
          service === SERVICE &&
          (FunctionName === functionArn || FunctionName === functionArn.split(':').at(-1)) &&
          isFor(SourceArn),
      ),
  };
}

function ruleFault({ logicalId }: Resource, reason: string): Error {
  return new Error(`The rule ${logicalId} cannot run on a laptop: ${reason}.`);
}
