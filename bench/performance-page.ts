import type { BenchReport, Figure } from './figures.ts'
import { isReached } from './figures.ts'
import { formatLimit, formatTarget, formatValue } from './format-figure.ts'
import type { Results } from './results.ts'

/** `docs/performance.md`. */
export function performancePage({ at, machine, reports }: Results): string {
  const { cores, processor, memoryGb, kernel, node, sqlite } = machine
  const head = [
    '<!-- Written by `npm run bench`. Run it again instead of editing this page. -->',
    '# Performance',
    `Measured on ${at.slice(0, 10)} by \`npm run bench\`, one benchmark after the other, each in a process of its own.`,
    `| | |\n|---|---|\n${rows([
      ['processor', `${processor}, ${cores} cores`],
      ['memory', `${memoryGb} GB`],
      ['system', kernel],
      ['Node', node],
      ['SQLite', sqlite],
    ])}`,
    'A *limit* is the same done by the bare means below the program (SQLite, the disk, an empty Node), measured in the same run: absolute figures depend on the machine, and the distance from the limit much less. `npm run bench -- --only <name>` repeats one, `--quick` shows that they work.',
  ]
  return `${[...head, ...reports.map(section)].join('\n\n')}\n`
}

function section({ name, title, method, n, figures }: BenchReport): string {
  const table = rows(figures.map(figureCells))
  return [
    `## ${title}`,
    `\`bench/${name}\`, n = ${n}. ${method}`,
    `| figure | measured | target | limit |\n|---|---:|---:|---:|\n${table}`,
  ].join('\n\n')
}

function figureCells(figure: Figure): readonly string[] {
  const missed = isReached(figure) ? '' : ' (missed)'
  return [figure.name, `${formatValue(figure)}${missed}`, formatTarget(figure), formatLimit(figure)]
}

function rows(cells: readonly (readonly string[])[]): string {
  return cells.map((row) => `| ${row.join(' | ')} |`).join('\n')
}
