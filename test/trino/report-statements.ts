import type { Agreement, Answers } from './agreement.ts';
import { isDisagreement, KINDS, kindOf } from './known-disagreements.ts';

const SHOWN = 10;

export function agrees(agreement: Agreement): boolean {
  return agreement.columns.length + agreement.recorded.length === 0 && unexplained(agreement).length === 0;
}

export function agreementReport(agreement: Agreement): string {
  const { answers, columns, recorded } = agreement;
  const differing = answers.filter(isDisagreement);
  const refused = answers.filter(({ trino }) => trino !== undefined);
  const sameName = refused.filter(({ trino, laptop }) => nameOf(trino) === nameOf(laptop));
  const others = unexplained(agreement);
  return [
    `\nStatements: ${answers.length}. Both engines take or refuse ${answers.length - differing.length} alike; Trino refuses ${refused.length}, and the laptop ${sameName.length} of these under the same error name.`,
    ...KINDS.map((kind) => knownLine(kind, differing)),
    ...(others.length > 0 ? [`${others.length} OTHERS DIFFER:`] : []),
    ...others.slice(0, SHOWN).map(shown),
    ...columns,
    ...recorded,
  ].join('\n  ');
}

function unexplained({ answers }: Agreement): readonly Answers[] {
  return answers.filter((each) => isDisagreement(each) && kindOf(each) === undefined);
}

function nameOf(message: string | undefined): string | undefined {
  return message?.split(':')[0];
}

function knownLine(kind: (typeof KINDS)[number], differing: readonly Answers[]): string {
  const count = differing.filter((each) => kindOf(each) === kind).length;
  return `${count} differ by ${kind.name}: ${kind.reason}.`;
}

function shown({ sql, trino, laptop }: Answers): string {
  const said = (message: string | undefined) => message?.split('\n')[0] ?? 'takes it';
  return `${sql}\n    Trino: ${said(trino)}\n    the laptop: ${said(laptop)}`;
}
