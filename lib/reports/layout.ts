import type { CfnDashboard } from 'aws-cdk-lib/aws-quicksight';
import type { Visual } from './plan.ts';

/** Columns of the grid (GridLayoutElement, Quick Sight API Reference). */
export const COLUMNS = 36;
const NUMBER = 6;
const HEIGHTS = { kpi: 8, line: 8, table: 10 } as const;

/** Where each visual is: of a tile its numbers beside its line, below them its tables; above all tiles `first`. */
export function elementsOf(visuals: readonly Visual[], first: string): CfnDashboard.GridLayoutElementProperty[] {
  const top = { elementId: first, elementType: 'VISUAL', columnIndex: 0, columnSpan: COLUMNS, rowIndex: 0, rowSpan: 3 };
  let row = top.rowSpan;
  const rows = [...Map.groupBy(visuals, ({ tile }) => tile).values()].flatMap(rowsOf);
  return [
    top,
    ...rows.flatMap((ofRow) => {
      const rowIndex = row;
      row += Math.max(...ofRow.map(({ kind }) => HEIGHTS[kind]));
      return placed(ofRow, rowIndex);
    }),
  ];
}

function rowsOf(visuals: readonly Visual[]): readonly (readonly Visual[])[] {
  const beside = visuals.filter(({ kind }) => kind !== 'table');
  return [beside, ...visuals.filter(({ kind }) => kind === 'table').map((table) => [table])];
}

function placed(visuals: readonly Visual[], rowIndex: number): CfnDashboard.GridLayoutElementProperty[] {
  const numbers = visuals.filter(({ kind }) => kind === 'kpi').length;
  return visuals.map(({ id, kind }, index) => ({
    elementId: id,
    elementType: 'VISUAL',
    columnIndex: index * NUMBER,
    columnSpan: kind === 'kpi' ? NUMBER : COLUMNS - numbers * NUMBER,
    rowIndex,
    rowSpan: HEIGHTS[kind],
  }));
}
