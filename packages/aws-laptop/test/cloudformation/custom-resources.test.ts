import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import type { FunctionRuntime } from '../../src/aws.ts';
import { createCustomResources } from '../../src/cloudformation/custom-resources.ts';
import { madeBefore } from '../../src/cloudformation/made-before.ts';
import { temporaryFolder } from '../../src/testing/small-template.ts';
import { templateOf } from '../httpapi/stack.ts';

const NOON = Date.UTC(2026, 10, 20, 12);
const DAY_MS = 86_400_000;
const eventSchema = z.object({ ResponseURL: z.url(), ResourceProperties: z.object({ Title: z.string() }) });

interface World {
  readonly title?: string;
  readonly state?: string;
  readonly now?: number;
  readonly status?: 'SUCCESS' | 'FAILED';
}

/** Starts after starts on one folder: which titles the function was given by each. */
function folder() {
  const file = join(temporaryFolder(), 'made', 'custom-resources.json');
  return async ({ title = 'Orders', state = 'as left', now = NOON, status = 'SUCCESS' }: World = {}) => {
    const made: string[] = [];
    const functions: FunctionRuntime = {
      async invoke(_principal, _arn, event) {
        const { ResponseURL, ResourceProperties } = eventSchema.parse(event);
        made.push(ResourceProperties.Title);
        await fetch(ResponseURL, { method: 'PUT', body: JSON.stringify({ Status: status, Reason: 'as asked' }) });
        return { payload: null };
      },
    };
    const properties = { ServiceToken: 'arn:aws:lambda:us-east-1:111122223333:function:views', Title: title };
    const template = templateOf([{ type: 'Custom::Views', logicalId: 'Views', properties, ref: 'views', arn: '' }]);
    const before = madeBefore({ file, state: async () => state, now: () => now });
    await createCustomResources({ template, functions, before, onStep: () => undefined });
    return made;
  };
}

test('a custom resource is made once, and not by the next start', async () => {
  const start = folder();
  expect([await start(), await start()]).toEqual([['Orders'], []]);
});

test.each([
  ['a property changed', { title: 'Parcels' }, ['Parcels']],
  ['what it left was changed or is gone', { state: 'another' }, ['Orders']],
  ['a day has passed', { now: NOON + DAY_MS }, ['Orders']],
])('it is made again where %s', async (_what, world, made) => {
  const start = folder();
  await start();
  expect(await start(world)).toEqual(made);
});

test('one that failed fails the start with its reason, and is made by the next', async () => {
  const start = folder();
  await expect(start({ status: 'FAILED' })).rejects.toThrow('Custom::Views Views failed: as asked');
  expect(await start()).toEqual(['Orders']);
});
