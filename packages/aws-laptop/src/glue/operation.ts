import * as z from 'zod';
import { AwsError, type JsonOperation, type Principal } from '../aws.ts';

/** Input checked, and its catalog, which is `accountId` alone; a member that is not covered is refused by its name. */
export function glueOperation<T extends { readonly CatalogId?: string | undefined }>(
  accountId: string,
  schema: z.ZodType<T>,
  work: (input: T, principal: Principal) => Promise<unknown>,
): JsonOperation {
  return async (input, principal) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw new AwsError('InvalidInputException', z.prettifyError(parsed.error));
    const { CatalogId = accountId } = parsed.data;
    if (CatalogId !== accountId) {
      throw new AwsError(
        'EntityNotFoundException',
        `Catalog ${CatalogId} not found: the laptop has ${accountId} only.`,
      );
    }
    return work(parsed.data, principal);
  };
}
