import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { vi } from 'vitest';

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly conclusion: string;
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath: string }[];
    }[];
  }[];
}

/** How a warning of our own is named in the report. */
const WARNING = 'Annotation::';

/** A broken rule at one construct. */
export interface Finding {
  readonly rule: string;
  readonly path: string;
}

/** Synthesises, and returns the error, the broken rules, where they were broken, and the warnings of lib/shared/warnings.ts. */
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
  const violations = report.pluginReports.flatMap((plugin) => plugin.violations);
  const found = violations.map(({ ruleName }) => ruleName);
  const findings = violations.flatMap(({ ruleName, violatingConstructs }) =>
    violatingConstructs.map(({ constructPath }): Finding => ({ rule: ruleName, path: constructPath })),
  );
  return {
    thrown,
    rules: found.filter((name) => !name.startsWith(WARNING)),
    findings: findings.filter(({ rule }) => !rule.startsWith(WARNING)),
    warnings: found.filter((name) => name.startsWith(WARNING)).map((name) => name.slice(WARNING.length)),
  };
}
