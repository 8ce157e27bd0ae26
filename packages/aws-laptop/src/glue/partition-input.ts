/** A partition as clients write it ("PartitionInput", AWS Glue API Reference); what is not covered is refused by name. */
import * as z from 'zod';

const texts = z.record(z.string(), z.string());
/** Epoch seconds. */
const time = z.number().optional();
/** "Length Constraints: Minimum length of 1. Maximum length of 1024." ("PartitionValueList") */
export const partitionValues = z.array(z.string().min(1).max(1_024)).min(1).max(100);

const column = z.strictObject({
  Name: z.string().min(1).toLowerCase(),
  Type: z.string().optional(),
  Comment: z.string().optional(),
  Parameters: texts.optional(),
});

const storage = z.strictObject({
  Columns: z.array(column).optional(),
  Location: z.string().optional(),
  AdditionalLocations: z.never({ error: 'AdditionalLocations are not covered on the laptop' }).optional(),
  InputFormat: z.string().optional(),
  OutputFormat: z.string().optional(),
  Compressed: z.boolean().optional(),
  NumberOfBuckets: z.number().int().optional(),
  SerdeInfo: z
    .strictObject({
      Name: z.string().optional(),
      SerializationLibrary: z.string().optional(),
      Parameters: texts.optional(),
    })
    .optional(),
  BucketColumns: z.array(z.string()).optional(),
  SortColumns: z.array(z.strictObject({ Column: z.string(), SortOrder: z.number().int() })).optional(),
  Parameters: texts.optional(),
  SkewedInfo: z.looseObject({}).optional(),
  SchemaReference: z.never({ error: 'a SchemaReference is not covered on the laptop' }).optional(),
  StoredAsSubDirectories: z.boolean().optional(),
});

export const partitionInput = z.strictObject({
  Values: partitionValues,
  LastAccessTime: time,
  LastAnalyzedTime: time,
  StorageDescriptor: storage.optional(),
  Parameters: texts.optional(),
});
export type PartitionInput = z.infer<typeof partitionInput>;

/** As it is kept. */
export const partitionSchema = partitionInput.extend({ CreationTime: z.number() });
export type Partition = z.infer<typeof partitionSchema>;

const table = {
  CatalogId: z.string().optional(),
  DatabaseName: z.string().min(1).toLowerCase(),
  TableName: z.string().min(1).toLowerCase(),
};
const valueLists = z.array(z.strictObject({ Values: partitionValues }));

/** "Array Members: Minimum number of 0 items. Maximum number of 100 items." */
export const createInput = z.strictObject({ ...table, PartitionInputList: z.array(partitionInput).max(100) });
/** "A list of up to 100 BatchUpdatePartitionRequestEntry objects to update." */
export const updateInput = z.strictObject({
  ...table,
  Entries: z
    .array(z.strictObject({ PartitionValueList: partitionValues, PartitionInput: partitionInput }))
    .min(1)
    .max(100),
});
/** "Array Members: Minimum number of 0 items. Maximum number of 25 items." */
export const deleteInput = z.strictObject({ ...table, PartitionsToDelete: valueLists.max(25) });
export const getInput = z.strictObject({ ...table, PartitionValues: partitionValues });
/** "Array Members: Minimum number of 0 items. Maximum number of 1000 items." */
export const batchGetInput = z.strictObject({ ...table, PartitionsToGet: valueLists.max(1_000) });
