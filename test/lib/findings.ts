import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { vi } from 'vitest';

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly conclusion: string;
    readonly violations: readonly { readonly ruleName: string }[];
  }[];
}

/** How a warning of our own is named in the report. */
const WARNING = 'Annotation::';

/** Synthesises, and answers what was thrown, the rules that were broken, and the warnings of lib/shared/warnings.ts. */
export function synthesise({ app, outdir }: { readonly app: App; readonly outdir: string }) {
  // The findings are printed for operators; here they are read from the report.
  const prints = [vi.spyOn(process.stderr, 'write'), vi.spyOn(console, 'error'), vi.spyOn(console, 'log')];
  for (const print of prints) print.mockImplementation(() => true);
  let thrown: unknown;
  try {
    app.synth();
  } catch (error) {
    thrown = error;
  }
  for (const print of prints) print.mockRestore();
  const report: Report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
  const found = report.pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName));
  return {
    thrown,
    rules: found.filter((name) => !name.startsWith(WARNING)),
    warnings: found.filter((name) => name.startsWith(WARNING)).map((name) => name.slice(WARNING.length)),
  };
}
