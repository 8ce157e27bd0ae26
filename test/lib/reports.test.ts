import { join } from 'node:path';
import { readTemplate, skippedLines } from 'aws-laptop';
import { describe, expect, test } from 'vitest';
import { readDocumentedViews } from '../../bin/docs/documented-views.ts';
import { readViewColumns } from '../../bin/docs/view-columns.ts';
import { viewsOf } from '../../domain/pages/tile-views.ts';
import { TILES } from '../../domain/pages/tiles.ts';
import { readSettings } from '../../lib/settings.ts';
import {
  ASSEMBLY,
  below,
  DATA_SETS as dataSets,
  LAKE as lake,
  only,
  PRINCIPAL,
  REPORTS as reports,
  templatesOf,
} from './reports.ts';

describe('the second stack', () => {
  test('is there only with the setting, and leaves the resources of the lake as they are', () => {
    const alone = templatesOf({});
    expect(Object.keys(alone)).toEqual(['WhatsAppEventLake']);
    const names = ASSEMBLY.stacks.map(({ stackName }) => stackName);
    expect(names).toEqual(['WhatsAppEventLake', 'WhatsAppEventLake-Reports']);
    expect(lake.Resources).toEqual(alone.WhatsAppEventLake?.Resources);
  });

  test('says what it costs, and that a laptop leaves it out', () => {
    expect(reports.Description).toMatch(/Author 24 USD, Reader 3 USD a month/);
    expect(reports.Metadata).toEqual({ 'aws-laptop:skip': expect.stringMatching(/^Quick Sight: /) });
  });

  test('is left out by a laptop, which runs the lake and says so', () => {
    const read = readTemplate(ASSEMBLY.directory);
    expect(read.stackName).toBe('WhatsAppEventLake');
    expect(skippedLines(read)).toEqual([
      'skipped: WhatsAppEventLake-Reports (Quick Sight: no service of AWS reaches a laptop)',
    ]);
  });

  test('imports no export: the lake’s stack can be deployed without it again', () => {
    expect(below(reports, 'Fn::ImportValue')).toEqual([]);
    expect(below(lake, 'Export')).toEqual([]);
  });
});

describe('the setting', () => {
  test.each([
    '',
    PRINCIPAL,
    'arn:aws:quicksight:eu-west-1:111122223333:user/default/Admin/jo.doe+bi@example.com',
    'arn:aws-cn:quicksight:cn-north-1:111122223333:user/team_a/jo',
  ])('may be %j', (arn) => {
    expect(readSettings({ quickSightPrincipalArn: arn })).toHaveProperty('quickSightPrincipalArn', arn);
  });

  test.each([
    'analysts',
    'arn:aws:iam::111122223333:role/analysts',
    'arn:aws:quicksight:us-east-1:111122223333:namespace/default',
    'arn:aws:quicksight:us-east-1:1111:user/default/jo',
    'arn:aws:quicksight:us-east-1:111122223333:user/default/',
    'arn:aws:quicksight:us-east-1:111122223333:user/default/two words',
  ])('is rejected if it is %j', (arn) => {
    expect(() => readSettings({ quickSightPrincipalArn: arn })).toThrow(
      /quickSightPrincipalArn: must be empty or like arn:aws:quicksight:.*given: "/,
    );
  });
});

describe('the data', () => {
  test('each data set has the columns of its view, with matching types', async () => {
    const views = readDocumentedViews(join(import.meta.dirname, '../../athena-sql'));
    const columns = await readViewColumns(views);
    const types: Readonly<Record<string, string>> = {
      varchar: 'STRING',
      integer: 'INTEGER',
      bigint: 'INTEGER',
      double: 'DECIMAL',
      boolean: 'BOOLEAN',
      date: 'DATETIME',
      timestamp: 'DATETIME',
    };
    expect(dataSets.size).toBeGreaterThan(3);
    for (const [view, set] of dataSets) {
      expect(set, view).toEqual(columns.get(view)?.map(({ name, type }) => ({ name, type: types[type] })));
    }
  });

  test('there is one for each view of a tile, queried directly in the workgroup', () => {
    const views = new Set(TILES.flatMap((tile) => viewsOf(tile).map(({ view }) => view.view)));
    expect([...dataSets.keys()].toSorted()).toEqual([...views].toSorted());
    expect(new Set(below(reports, 'ImportMode'))).toEqual(new Set(['DIRECT_QUERY']));
    expect(below(only('AWS::QuickSight::DataSource'), 'WorkGroup')).toEqual(['WhatsAppEventLake']);
  });

  test('is read as a role that only Quick Sight assumes, with the rights of the policy for sums and counts', () => {
    const role = only('AWS::IAM::Role');
    const output = Object(below(role, 'Fn::GetStackOutput')[0]).OutputName;
    const finance = Object.keys(lake.Resources).find((id) => id.startsWith('RolesFinance'));
    expect(Object(lake.Outputs)[output].Value).toEqual({ Ref: finance });
    expect(below(role, 'Service')).toEqual(['quicksight.amazonaws.com']);
    expect(below(only('AWS::IAM::Policy'), 'Action')).toEqual([
      ['athena:ListDataCatalogs', 'athena:ListEngineVersions', 'athena:ListWorkGroups'],
    ]);
    expect(below(only('AWS::QuickSight::DataSource'), 'RoleArn')).toEqual([
      { 'Fn::GetAtt': [expect.stringMatching(/^DataRole/), 'Arn'] },
    ]);
  });

  test('is the principal’s to use; only the dashboard is the principal’s to share', () => {
    expect(new Set(below(reports, 'Principal').filter((one) => typeof one === 'string'))).toEqual(new Set([PRINCIPAL]));
    const changing = /:(Update|Delete|Create|Cancel)/;
    const owned = Object.values(reports.Resources).filter(({ Properties }) =>
      below(Properties.Permissions, 'Actions')
        .flat()
        .some((action) => changing.test(String(action))),
    );
    expect(owned.map(({ Type }) => Type)).toEqual(['AWS::QuickSight::Dashboard']);
  });
});
