import type { CfnDashboard } from 'aws-cdk-lib/aws-quicksight';
import type { MetricView } from '../../domain/metrics/definition.ts';
import { inputColumns, isMonth } from './columns.ts';
import type { Measure } from './measures.ts';
import type { Visual } from './plan.ts';

/** A visual in Quick Sight's words. Its fields are named `<visual>.<field>`, because their ids are unique on a dashboard. */
export function visualOf(visual: Visual): CfnDashboard.VisualProperty {
  const { id: visualId, kind, title, subtitle } = visual;
  const common = {
    visualId,
    title: { visibility: 'VISIBLE', formatText: { plainText: title } },
    subtitle: { visibility: 'VISIBLE', formatText: { plainText: subtitle } },
    visualContentAltText: title,
  };
  if (kind === 'kpi') return { kpiVisual: { ...common, chartConfiguration: numberOf(visual) } };
  if (kind === 'line') return { lineChartVisual: { ...common, chartConfiguration: lineOf(visual) } };
  return { tableVisual: { ...common, chartConfiguration: tableOf(visual) } };
}

/** The id of the visual that says up to when the numbers count. */
export const AS_OF = 'as-of';

/** Up to which receipt the numbers count: above all others. */
export function asOfVisual({ view }: MetricView): CfnDashboard.VisualProperty {
  const fieldId = `${AS_OF}.as_of`;
  const column = { dataSetIdentifier: view, columnName: 'as_of' };
  const newest = { dateMeasureField: { fieldId, column, aggregationFunction: 'MAX' } };
  return {
    tableVisual: {
      visualId: AS_OF,
      title: { visibility: 'VISIBLE', formatText: { plainText: 'As of' } },
      subtitle: { visibility: 'HIDDEN' },
      chartConfiguration: {
        fieldWells: { tableAggregatedFieldWells: { groupBy: [], values: [newest] } },
        fieldOptions: { selectedFieldOptions: [{ fieldId, customLabel: 'Newest receipt in the numbers (UTC)' }] },
      },
    },
  };
}

function numberOf(visual: Visual): CfnDashboard.KPIConfigurationProperty {
  return { fieldWells: { values: valuesOf(visual), targetValues: [], trendGroups: [] } };
}

function lineOf(visual: Visual): CfnDashboard.LineChartConfigurationProperty {
  const [date = '', ...series] = visual.groups;
  const wells = {
    category: [groupOf(visual, date)],
    values: valuesOf(visual),
    colors: series.map((column) => groupOf(visual, column)),
  };
  return { fieldWells: { lineChartAggregatedFieldWells: wells } };
}

function tableOf(visual: Visual): CfnDashboard.TableConfigurationProperty {
  const { groups, measures, sortBy } = visual;
  const [first = ''] = groups;
  const fieldId = fieldIdOf(visual, sortBy?.field ?? first);
  return {
    fieldWells: {
      tableAggregatedFieldWells: {
        groupBy: groups.map((column) => groupOf(visual, column)),
        values: valuesOf(visual),
      },
    },
    fieldOptions: {
      selectedFieldOptions: measures.map(({ label, field }) => ({
        fieldId: fieldIdOf(visual, field),
        customLabel: label,
      })),
    },
    sortConfiguration: { rowSort: [{ fieldSort: { fieldId, direction: 'DESC' } }] },
  };
}

function valuesOf(visual: Visual): CfnDashboard.MeasureFieldProperty[] {
  return visual.measures.map((measure) => ({
    numericalMeasureField: {
      fieldId: fieldIdOf(visual, measure.field),
      column: columnOf(visual, measure.field),
      // A calculation adds up by itself.
      ...(measure.calculations.length === 0 ? { aggregationFunction: { simpleNumericalAggregation: 'SUM' } } : {}),
      formatConfiguration: { formatConfiguration: FORMATS[measure.format] },
    },
  }));
}

const FORMATS: Readonly<Record<Measure['format'], CfnDashboard.NumericFormatConfigurationProperty>> = {
  ratio: { percentageDisplayFormatConfiguration: { decimalPlacesConfiguration: { decimalPlaces: 1 } } },
  count: { numberDisplayFormatConfiguration: { decimalPlacesConfiguration: { decimalPlaces: 0 } } },
  money: { numberDisplayFormatConfiguration: { decimalPlacesConfiguration: { decimalPlaces: 2 } } },
};

function groupOf(visual: Visual, name: string): CfnDashboard.DimensionFieldProperty {
  const field = { fieldId: fieldIdOf(visual, name), column: columnOf(visual, name) };
  const type = inputColumns(visual.view.view).find((column) => column.name === name)?.type;
  if (type === 'DATETIME') {
    return { dateDimensionField: { ...field, dateGranularity: isMonth(name) ? 'MONTH' : 'DAY' } };
  }
  return type === 'STRING' ? { categoricalDimensionField: field } : { numericalDimensionField: field };
}

function columnOf({ view }: Visual, columnName: string): CfnDashboard.ColumnIdentifierProperty {
  return { dataSetIdentifier: view.view, columnName };
}

function fieldIdOf({ id }: Visual, field: string): string {
  return `${id}.${field}`;
}
