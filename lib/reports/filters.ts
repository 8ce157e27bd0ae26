import type { CfnDashboard } from 'aws-cdk-lib/aws-quicksight';
import { DIMENSIONS, type MetricView } from '../../domain/metrics/definition.ts';
import { dateOf, hasMembers, isMonth } from './columns.ts';
import type { Visual } from './plan.ts';

export const SHEET = 'tiles';
/** Names of the parameters, which the controls set. */
export const FROM = 'From';
export const THROUGH = 'Through';
export const DIMENSION = 'Dimension';
const ALL = 'all';

/** Of a view by month: a month is in the dates as soon as one of its days is. */
export const LAST_DAY = 'Last day of the month';

/** The last 28 days until somebody chooses. Quick Sight's "now" is UTC. */
export const PARAMETERS: CfnDashboard.ParameterDeclarationProperty[] = [
  dateParameter(FROM, "addDateTime(-27, 'DD', truncDate('DD', now()))"),
  dateParameter(THROUGH, "truncDate('DD', now())"),
  {
    stringParameterDeclaration: {
      name: DIMENSION,
      parameterValueType: 'SINGLE_VALUED',
      defaultValues: { staticValues: [ALL] },
    },
  },
];

function dateParameter(name: string, expression: string): CfnDashboard.ParameterDeclarationProperty {
  return {
    dateTimeParameterDeclaration: { name, timeGranularity: 'DAY', defaultValues: { rollingDate: { expression } } },
  };
}

export const PARAMETER_CONTROLS: CfnDashboard.ParameterControlProperty[] = [
  ...[FROM, THROUGH].map((name) => ({
    dateTimePicker: { parameterControlId: `control-${name}`, title: name, sourceParameterName: name },
  })),
  {
    dropdown: {
      parameterControlId: `control-${DIMENSION}`,
      title: DIMENSION,
      sourceParameterName: DIMENSION,
      type: 'SINGLE_SELECT',
      selectableValues: { values: [ALL, ...DIMENSIONS] },
    },
  },
];

/** A filter that the dashboard has a control for, and its title there. */
interface Controlled {
  readonly title: string;
  readonly group: CfnDashboard.FilterGroupProperty;
  readonly filterId: string;
}

/** All that narrows the rows of the visuals. */
export function filterGroups(visuals: readonly Visual[]): CfnDashboard.FilterGroupProperty[] {
  return [
    ...[...Map.groupBy(visuals, ({ view }) => view)].flatMap(([view, ofView]) => rowsOf(view, ofView)),
    ...visuals.flatMap(listOf),
    ...controlled(visuals).map(({ group }) => group),
  ];
}

export function filterControls(visuals: readonly Visual[]): CfnDashboard.FilterControlProperty[] {
  return controlled(visuals).map(({ title, filterId }) => ({
    dropdown: { filterControlId: `control-${filterId}`, title, sourceFilterId: filterId, type: 'MULTI_SELECT' },
  }));
}

/** Which rows of a view count: those of days, in the chosen dates, of the chosen dimension. */
function rowsOf(view: MetricView, visuals: readonly Visual[]): CfnDashboard.FilterGroupProperty[] {
  const chosen = visuals.filter(({ slice }) => slice === 'chosen');
  const dimension = { matchOperator: 'EQUALS', nullOption: 'NON_NULLS_ONLY', parameterName: DIMENSION };
  return [
    groupOf(`${view.view}-dates`, visuals, dates(view)),
    ...(view.keys.includes('period')
      ? [groupOf(`${view.view}-period`, visuals, [listFilter(view, 'period', ['day'])])]
      : []),
    ...(chosen.length === 0
      ? []
      : [
          groupOf(`${view.view}-dimension`, chosen, [
            categoryFilter(view, 'dimension', 'dimension', { customFilterConfiguration: dimension }),
          ]),
        ]),
  ];
}

function dates(view: MetricView): CfnDashboard.FilterProperty[] {
  const column = dateOf(view);
  const from = { includeMinimum: true, rangeMinimumValue: { parameter: FROM } };
  const through = { includeMaximum: true, rangeMaximumValue: { parameter: THROUGH } };
  if (!isMonth(column)) return [range(view, column, 'dates', { ...from, ...through })];
  return [range(view, LAST_DAY, 'from', from), range(view, column, 'through', through)];
}

function range({ view }: MetricView, columnName: string, name: string, bounds: object): CfnDashboard.FilterProperty {
  const column = { dataSetIdentifier: view, columnName };
  const days = { nullOption: 'NON_NULLS_ONLY', timeGranularity: 'DAY' };
  return { timeRangeFilter: { filterId: `${view}-${name}`, column, ...days, ...bounds } };
}

/** What a table lists: the members of its dimensions, without those that are too small. */
function listOf(visual: Visual): CfnDashboard.FilterGroupProperty[] {
  const { id, view, slice, least } = visual;
  if (slice === null || slice === 'chosen') return [];
  const rows = groupOf(`${id}-dimensions`, [visual], [listFilter(view, 'dimension', slice, id)]);
  if (least === undefined) return [rows];
  const atLeast: CfnDashboard.FilterProperty = {
    numericRangeFilter: {
      filterId: `${id}-least`,
      column: { dataSetIdentifier: view.view, columnName: least.column },
      aggregationFunction: { numericalAggregationFunction: { simpleNumericalAggregation: 'SUM' } },
      nullOption: 'NON_NULLS_ONLY',
      includeMinimum: true,
      rangeMinimum: { staticValue: least.value },
    },
  };
  return [rows, groupOf(`${id}-least`, [visual], [atLeast])];
}

/** The members of the chosen dimension, in all views at once; and each dimension of the views that have it as a column. */
function controlled(visuals: readonly Visual[]): readonly Controlled[] {
  const chosen = visuals.filter(({ slice }) => slice === 'chosen');
  const [first] = chosen;
  const views = [...new Set(visuals.map(({ view }) => view))].filter((view) => !hasMembers(view));
  return [
    ...(first ? [anyOf(first.view, 'member', 'Members of the dimension', chosen, 'ALL_DATASETS')] : []),
    ...views.flatMap((view) => {
      const { slices } = view;
      if (slices === 'member') return [];
      const ofView = visuals.filter((visual) => visual.view === view);
      const title = ofView[0]?.tile.title ?? view.view;
      return DIMENSIONS.flatMap((dimension) => {
        const column = slices[dimension];
        return column === undefined ? [] : [anyOf(view, column, `${title}: ${dimension}`, ofView, 'SINGLE_DATASET')];
      });
    }),
  ];
}

function anyOf(
  view: MetricView,
  column: string,
  title: string,
  visuals: readonly Visual[],
  crossDataset: string,
): Controlled {
  const filterId = `${view.view}-${column}`;
  const everything = { matchOperator: 'CONTAINS', selectAllOptions: 'FILTER_ALL_VALUES', nullOption: 'ALL_VALUES' };
  const filter = categoryFilter(view, column, column, { filterListConfiguration: everything });
  return { title, filterId, group: { ...groupOf(`${filterId}-chosen`, visuals, [filter]), crossDataset } };
}

function listFilter(view: MetricView, column: string, values: readonly string[], of?: string) {
  const configuration = { matchOperator: 'CONTAINS', categoryValues: [...values] };
  return categoryFilter(view, column, `${column}-${of ?? 'is'}`, { filterListConfiguration: configuration });
}

function categoryFilter(
  { view }: MetricView,
  columnName: string,
  name: string,
  configuration: CfnDashboard.CategoryFilterConfigurationProperty,
): CfnDashboard.FilterProperty {
  const column = { dataSetIdentifier: view, columnName };
  return { categoryFilter: { filterId: `${view}-${name}`, column, configuration } };
}

function groupOf(
  filterGroupId: string,
  visuals: readonly Visual[],
  filters: CfnDashboard.FilterProperty[],
): CfnDashboard.FilterGroupProperty {
  const visualIds = visuals.map(({ id }) => id);
  return {
    filterGroupId,
    crossDataset: 'SINGLE_DATASET',
    status: 'ENABLED',
    filters,
    scopeConfiguration: {
      selectedSheets: {
        sheetVisualScopingConfigurations: [{ sheetId: SHEET, scope: 'SELECTED_VISUALS', visualIds }],
      },
    },
  };
}
