import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** So many stages wait for the ones before them, side by side. */
const BESIDE = 10

/** A WorkChart in rows: each stage waits for the one above it, and every second one for a neighbour of that one too. */
export async function writeLargeWorkChart(home: string, stages: number): Promise<number> {
  const waits = Array.from({ length: stages }, (_, index) => waitsOf(index))
  const folder = join(home, 'collections/default/workflows/large')
  await mkdir(folder, { recursive: true })
  await writeFile(
    join(folder, 'WORKFLOW.yaml'),
    `workflow_id: large\nname: Large\nstages:\n${waits.map(stage).join('')}`,
  )
  return waits.flat().length
}

function waitsOf(index: number): readonly string[] {
  const [row, column] = [Math.floor(index / BESIDE), index % BESIDE]
  if (row === 0) return []
  const above = (shift: number) => `stage-${(row - 1) * BESIDE + ((column + shift) % BESIDE)}`
  // With these, 1,000 stages have 1,500 edges.
  const second = index % 2 === 0 ? [above(1)] : []
  return [above(0), ...second, ...(index % 2 === 0 && row <= 3 ? [above(3)] : [])]
}

function stage(waits: readonly string[], index: number): string {
  const who = index % 3 === 0 ? 'human:anyone' : 'skill:sort-into-categories'
  return [
    `  - id: stage-${index}`,
    `    name: Stage ${index}`,
    `    depends_on: [${waits.join(', ')}]`,
    `    roles: { primary: "${who}" }`,
    '    escalation: { sla: 4h }',
    '',
  ].join('\n')
}
