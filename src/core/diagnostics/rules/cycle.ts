import { quoted } from '../../basics/quoted.ts'
import type { Dependencies } from '../../workflow/dependencies.ts'
import { findCycle } from '../../workflow/find-cycle.ts'
import type { StageId, Workflow } from '../../workflow/workflow.ts'
import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'

/** Stages that wait for each other would wait for ever. */
export const cycle: Rule = {
  id: 'cycle',
  severity: 'error',
  check: ({ dependencies, workflow }) => loopsIn(dependencies).map((loop) => toFinding(loop, workflow)),
}

/** Whoever drew more loops than this has one mistake, not many. */
const LOOPS_SHOWN_MAX = 20

/** Loops that share no stage. Of loops that do, one is shown: often a single edge closes them all. */
function loopsIn(dependencies: Dependencies): readonly (readonly StageId[])[] {
  const loops: (readonly StageId[])[] = []
  let rest = dependencies
  for (let loop = findCycle(rest); loop !== undefined && loops.length < LOOPS_SHOWN_MAX; loop = findCycle(rest)) {
    const shown = new Set(loop)
    loops.push(loop)
    rest = new Map([...rest].filter(([id]) => !shown.has(id)))
  }
  return loops
}

function toFinding(loop: readonly StageId[], { stages }: Workflow): Finding {
  const index = stages.findIndex((stage) => stage.id === loop[0])
  const path = [...loop, ...loop.slice(0, 1)].map(quoted).join(' waits for ')
  const help = 'Remove one of these names from its `depends_on`.'
  return { pointer: `/stages/${index}/depends_on`, message: `These stages wait for each other: ${path}.`, help }
}
