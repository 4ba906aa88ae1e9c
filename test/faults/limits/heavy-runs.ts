/** A process of its own: runs of five stages, each with the largest result that fits, one after another. */
import { OUTPUTS_BYTES_MAX } from '../../../src/core/run/judge-answer.ts'
import { answered, finished, startOf } from '../../support/engine.ts'
import { after, aPlan, aStage } from '../../support/runs.ts'
import { openEngine } from './open-engine.ts'

const STAGES = ['a', 'b', 'c', 'd', 'e']
/** The quotes and the name around the text. */
const AROUND_TEXT = '{"text":""}'.length

const [folder = '', runs = '1'] = process.argv.slice(2)
let count = 0
await using world = openEngine(folder, {
  script: () => {
    count += 1
    return answered({ text: String(count).padStart(OUTPUTS_BYTES_MAX - AROUND_TEXT, 'x') })
  },
})
const plan = aPlan(
  STAGES.map((id, index) => {
    const before = STAGES.slice(0, index).at(-1)
    if (before === undefined) return aStage(id)
    return aStage(id, { dependsOn: after(before), inputs: { text: `\${{ stages.${before}.outputs.text }}` } })
  }),
)
let succeeded = 0
for (let run = 0; run < Number(runs); run += 1) {
  const { id } = await startOf(world, plan)
  const { stages } = await finished(world, id)
  if (stages.counts.succeeded === STAGES.length) succeeded += 1
}
console.log(JSON.stringify({ succeeded, memoryMb: Math.round(process.resourceUsage().maxRSS / 1_024) }))
