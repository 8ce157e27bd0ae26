import { describe, expect, test } from 'vitest';
import { REFERENCE_KINDS, REFERENCE_TABLES } from '../../domain/imports/tables.ts';
import { testStack } from './template.ts';

const { stack, resourceOf, ofType } = testStack();

describe.each(REFERENCE_KINDS.map((kind, index) => ({ kind, table: stack.catalog.reference.tables[index] })))(
  'the table $kind',
  ({ kind, table }) => {
    test('has the columns of its list, reads JSON from its own folder, and has no partitions', () => {
      if (table === undefined) throw new Error(`There is no table ${kind}.`);
      expect(resourceOf(table).Properties.TableInput).toMatchObject({
        Name: kind,
        StorageDescriptor: {
          Columns: REFERENCE_TABLES[kind].columns.map(({ name, type }) => ({ Name: name, Type: type })),
          Location: { 'Fn::Join': ['', ['s3://', expect.anything(), `/reference/${kind}/`]] },
          SerdeInfo: { SerializationLibrary: 'org.openx.data.jsonserde.JsonSerDe' },
        },
      });
    });

    test('is created before the views', () => {
      const [views] = Object.values(ofType('Custom::AthenaViews'));
      const logicalId = stack.resolve(table?.tableArn);
      expect(JSON.stringify(views)).toContain(/CatalogReference\w+/.exec(JSON.stringify(logicalId))?.[0]);
    });
  },
);
