import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';

/** Reads an object's text; undefined where there is none, which needs s3:ListBucket to be told from a denial. */
export type ReadText = (key: string) => Promise<string | undefined>;

export function objectTexts(client: S3Client, bucket: string): ReadText {
  return async (key) => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return await Body?.transformToString();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
}
