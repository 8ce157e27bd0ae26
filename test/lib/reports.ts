import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { expect, vi } from 'vitest';
import { buildApp } from '../../lib/app.ts';
import type { Settings } from '../../lib/settings.ts';
import { testApp } from './synthesised.ts';

export const PRINCIPAL = 'arn:aws:quicksight:us-east-1:111122223333:group/default/analysts';

export type Json = Readonly<Record<string, unknown>>;

/** The templates of the app by their stacks, without the security checks, which `security.test.ts` runs. */
export function templatesOf(eventLake: Partial<Settings>): Readonly<Record<string, ReadTemplate>> {
  const { stacks } = assemblyOf(eventLake);
  return Object.fromEntries(stacks.map(({ stackName, template }) => [stackName, template]));
}

function assemblyOf(eventLake: Partial<Settings>): CloudAssembly {
  const { app } = testApp({ alarmTopicArn: 'arn:aws:sns:us-east-1:111122223333:alarms', ...eventLake });
  buildApp(app);
  vi.stubEnv('CDK_VALIDATION', 'false');
  const assembly = app.synth();
  vi.unstubAllEnvs();
  return assembly;
}

export interface ReadTemplate extends Json {
  readonly Resources: Readonly<Record<string, Resource>>;
}

/** The app with its second stack. */
export const ASSEMBLY = assemblyOf({ quickSightPrincipalArn: PRINCIPAL });
export const LAKE: ReadTemplate = ASSEMBLY.getStackByName('WhatsAppEventLake').template;
export const REPORTS: ReadTemplate = ASSEMBLY.getStackByName('WhatsAppEventLake-Reports').template;
export const DATA_SETS: ReadonlyMap<string, readonly DataColumn[]> = dataSetsOf(REPORTS);

/** The properties of the second stack's only resource of a type. */
export function only(type: string): Json {
  const found = Object.values(REPORTS.Resources).filter(({ Type }) => Type === type);
  expect(found, type).toHaveLength(1);
  return found[0]?.Properties ?? {};
}

interface Resource {
  readonly Type: string;
  readonly Properties: Json;
}

/** An object with this key somewhere below a value, by the key: each of them, in their order. */
export function below(value: unknown, key: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.hasOwn(value, key) ? [Object(value)[key]] : [];
  return [...own, ...Object.values(value).flatMap((inner) => below(inner, key))];
}

/** A column of a data set, with Quick Sight's name of its type. */
export interface DataColumn {
  readonly name: string;
  readonly type: string;
}

/** The columns of each data set, by the view that it is of. */
function dataSetsOf(template: ReadTemplate): Map<string, readonly DataColumn[]> {
  const sets = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::QuickSight::DataSet');
  return new Map(
    sets.map(({ Properties }) => {
      const [table] = below(Properties, 'RelationalTable');
      const columns: readonly Json[] = Object(table).InputColumns;
      return [
        String(Object(table).Name),
        columns.map(({ Name, Type }) => ({ name: String(Name), type: String(Type) })),
      ];
    }),
  );
}

/** A field of a visual: how it is used, and of what. */
export interface UsedField {
  readonly kind: string;
  readonly dataSet: string;
  readonly column: string;
  readonly isAggregated: boolean;
}

const FIELD_KINDS = [
  'NumericalMeasureField',
  'DateMeasureField',
  'DateDimensionField',
  'CategoricalDimensionField',
  'NumericalDimensionField',
] as const;

export function fieldsOf(visual: unknown): readonly UsedField[] {
  return FIELD_KINDS.flatMap((kind) =>
    below(visual, kind).map((field) => {
      const { Column, AggregationFunction } = Object(field);
      const isAggregated = AggregationFunction !== undefined;
      return { kind, dataSet: Column.DataSetIdentifier, column: Column.ColumnName, isAggregated };
    }),
  );
}
