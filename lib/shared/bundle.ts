import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';

export const PROJECT_ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Folders to put beside a bundle, by the name that they get there. */
export type Folders = Readonly<Record<string, string>>;

/**
 * A function's code: its entry file with all that it imports, as one ES module, and `folders` beside it. CDK's
 * `NodejsFunction` calls the same esbuild by `npx`, which takes longer to start than esbuild takes to bundle.
 */
export function bundle(entry: string, folders: Folders = {}): Code {
  return Code.fromAsset(PROJECT_ROOT, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // CDK would run the image where `tryBundle` answers false. It takes assets whose texts here are equal for the same.
      image: DockerImage.fromRegistry('not-used'),
      command: [entry],
      local: {
        tryBundle(output) {
          writeBundle(entry, join(output, 'index.mjs'));
          for (const [name, folder] of Object.entries(folders)) cpSync(folder, join(output, name), { recursive: true });
          return true;
        },
      },
    },
  });
}

/** Throws with esbuild's own words when the code cannot be bundled. */
function writeBundle(entry: string, outfile: string): void {
  buildSync({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    keepNames: true,
    // CommonJS dependencies call `require`, which does not exist in an ES module.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'silent',
  });
}
