/** What a principal may do with one asset of Quick Sight. */
export interface Permission {
  readonly principal: string;
  readonly actions: string[];
}

/**
 * Quick Sight takes the sets of actions that its console grants, "viewer" and "owner" (UpdateDataSourcePermissions,
 * UpdateDataSetPermissions and UpdateDashboardPermissions, Quick Sight API Reference). The data source and data sets can be
 * used and not changed; the dashboard can be shared, which only its owner may.
 */
const ACTIONS = {
  dataSource: ['DescribeDataSource', 'DescribeDataSourcePermissions', 'PassDataSource'],
  dataSet: ['DescribeDataSet', 'DescribeDataSetPermissions', 'PassDataSet', 'DescribeIngestion', 'ListIngestions'],
  dashboard: [
    'DescribeDashboard',
    'ListDashboardVersions',
    'UpdateDashboardPermissions',
    'QueryDashboard',
    'UpdateDashboard',
    'DeleteDashboard',
    'DescribeDashboardPermissions',
    'UpdateDashboardPublishedVersion',
  ],
} as const;

export function permissionsOf(principal: string, asset: keyof typeof ACTIONS): Permission[] {
  return [{ principal, actions: ACTIONS[asset].map((action) => `quicksight:${action}`) }];
}
