import { Aws, CfnOutput, CrossStackReferences, ReferenceStrength, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnDashboard } from 'aws-cdk-lib/aws-quicksight';
import type { Construct } from 'constructs';
import type { LakeStack } from './lake-stack.ts';
import { ReportsData } from './reports/data.ts';
import { definitionOf, REPORTED_VIEWS } from './reports/definition.ts';
import { permissionsOf } from './reports/permissions.ts';
import type { Settings } from './settings.ts';

export interface ReportsStackProps extends StackProps {
  /** The stack whose numbers are shown; it is deployed first. */
  readonly lake: LakeStack;
  /** All settings, with `quickSightPrincipalArn`. */
  readonly settings: Settings;
}

/** Why a program that runs the app's template on a laptop leaves this stack out. */
const SKIPPED = 'Quick Sight: no service of AWS reaches a laptop';

/**
 * The exec page's tiles in Quick Sight, where everybody with a seat can filter them: docs/connect.md. It is a stack of its
 * own, because it needs a subscription, costs per user, and nothing in the lake depends on it.
 */
export class ReportsStack extends Stack {
  readonly data: ReportsData;
  readonly dashboard: CfnDashboard;

  constructor(scope: Construct, id: string, { lake, settings, ...props }: ReportsStackProps) {
    super(scope, id, {
      description:
        'Quick Sight dashboard of the WhatsApp event lake; users are billed by Quick Sight: Author 24 USD, Reader 3 USD a month each',
      ...props,
    });
    // The name is by aws-laptop, which says in its README what it does with it.
    this.templateOptions.metadata = { 'aws-laptop:skip': SKIPPED };
    this.addStackDependency(lake);
    // An export could not be removed from the lake's stack while this one imports it: without the setting it must go.
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK);
    const { stackName: name, quickSightPrincipalArn: principal, database } = settings;
    this.data = new ReportsData(this, 'Data', {
      name,
      principal,
      policy: lake.roles.finance,
      workgroup: lake.query.workgroup.name,
      database,
      views: REPORTED_VIEWS,
    });
    this.dashboard = new CfnDashboard(this, 'Dashboard', {
      awsAccountId: Aws.ACCOUNT_ID,
      dashboardId: name,
      name,
      definition: definitionOf((view) => this.data.arnOf(view)),
      permissions: permissionsOf(principal, 'dashboard'),
      dashboardPublishOptions: {
        adHocFilteringOption: { availabilityStatus: 'ENABLED' },
        exportToCsvOption: { availabilityStatus: 'ENABLED' },
        sheetControlsOption: { visibilityState: 'EXPANDED' },
      },
    });
    new CfnOutput(this, 'QuickSightDashboardUrl', {
      value: `https://${this.region}.quicksight.aws.amazon.com/sn/dashboards/${name}`,
      description: 'Quick Sight dashboard, for whoever it is shared with',
    });
  }
}
