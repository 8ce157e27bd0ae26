import type { CfnDashboard } from 'aws-cdk-lib/aws-quicksight';
import type { MetricView } from '../../domain/metrics/definition.ts';
import { dateOf, isMonth } from './columns.ts';
import { filterControls, filterGroups, LAST_DAY, PARAMETER_CONTROLS, PARAMETERS, SHEET } from './filters.ts';
import { elementsOf } from './layout.ts';
import { VISUALS, type Visual } from './plan.ts';
import { AS_OF, asOfVisual, visualOf } from './visuals.ts';

/** The views that the visuals read, each once. */
export const REPORTED_VIEWS: readonly MetricView[] = [...new Set(VISUALS.map(({ view }) => view))];

const SHEET_TEXT =
  'The numbers of the last refresh, by the definitions of docs/metrics.md; the first line says as of when. Days are those of ' +
  'the reporting time zone, money and months those of the account. Younger than 7 days, a number may still grow. Where the ' +
  'cost of one charge is not known, the cost is empty and its known part is shown.';

/** The dashboard of the tiles; `arnOf` gives the data set of a view. */
export function definitionOf(
  arnOf: (view: MetricView) => string,
  visuals: readonly Visual[] = VISUALS,
): CfnDashboard.DashboardVersionDefinitionProperty {
  return {
    dataSetIdentifierDeclarations: REPORTED_VIEWS.map((view) => ({ identifier: view.view, dataSetArn: arnOf(view) })),
    calculatedFields: calculatedFields(visuals),
    parameterDeclarations: PARAMETERS,
    filterGroups: filterGroups(visuals),
    sheets: [sheetOf(visuals)],
  };
}

function sheetOf(visuals: readonly Visual[]): CfnDashboard.SheetDefinitionProperty {
  const [first] = visuals;
  return {
    sheetId: SHEET,
    name: 'Overview',
    title: 'WhatsApp',
    description: SHEET_TEXT,
    contentType: 'INTERACTIVE',
    parameterControls: PARAMETER_CONTROLS,
    filterControls: filterControls(visuals),
    visuals: [...(first ? [asOfVisual(first.view)] : []), ...visuals.map(visualOf)],
    layouts: [{ configuration: { gridLayout: { elements: elementsOf(visuals, AS_OF) } } }],
  };
}

function calculatedFields(visuals: readonly Visual[]): CfnDashboard.CalculatedFieldProperty[] {
  const fields = visuals.flatMap(({ view, measures }) =>
    measures.flatMap(({ calculations }) =>
      calculations.map(({ name, expression }) => ({ dataSetIdentifier: view.view, name, expression })),
    ),
  );
  const once = new Map(fields.map((field) => [`${field.dataSetIdentifier}.${field.name}`, field]));
  return [...once.values(), ...REPORTED_VIEWS.flatMap(lastDay)];
}

function lastDay(view: MetricView): CfnDashboard.CalculatedFieldProperty[] {
  const month = dateOf(view);
  if (!isMonth(month)) return [];
  const expression = `addDateTime(-1, 'DD', addDateTime(1, 'MM', {${month}}))`;
  return [{ dataSetIdentifier: view.view, name: LAST_DAY, expression }];
}
