import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isJsonObject } from '../../../src/core/basics/json.ts'
import { diagnose } from '../../../src/core/diagnostics/diagnose.ts'
import { canonicalDocument } from '../../../src/core/workflow/digest.ts'
import type { WorkflowSource } from '../../../src/core/workflow/read-workflow.ts'
import { readWorkflow } from '../../../src/core/workflow/read-workflow.ts'
import { toYaml } from '../../../src/core/workflow/to-yaml.ts'
import type { WorkflowDocument } from '../../../src/core/workflow/workflow-document.ts'
import { mutateJson, mutateText } from '../../support/mutate.ts'
import type { Random } from '../../support/seeded.ts'
import { pick, randomFrom } from '../../support/seeded.ts'

const SEED = 20_261_020
const MUTANTS = 5_000
/** Several times what the largest takes: a hang must show, a busy machine must not. */
const MUTANT_MS_MAX = 1_000
const ALL_MS_MAX = 300_000

const ORIGINALS: readonly WorkflowSource[] = globSync('test/core/{diagnostics,workflow}/**/fixtures/**/*.{yaml,json}')
  .filter((file) => !file.includes('expected'))
  .sort()
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))

const RIGHT = ORIGINALS.filter(({ file }) => file.includes('/valid/'))

/** Half of the mutants are changed as text, half as values, so that many get past the syntax. */
function mutantOf({ file, text }: WorkflowSource, random: Random): WorkflowSource {
  const { document } = readWorkflow({ file, text })
  if (document === undefined || random() < 0.5) return { file, text: mutateText(text, random) }
  let json = document.json
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--) json = mutateJson(json, random)
  if (random() < 0.5 || !isJsonObject(json)) return { file: 'mutant.json', text: JSON.stringify(json) }
  return { file: 'mutant.yaml', text: toYaml(json) }
}

/** The document, if nothing at all is wrong with it. */
function accepted(source: WorkflowSource): WorkflowDocument | undefined {
  const { problems, document } = readWorkflow(source)
  if (document === undefined) {
    expect(problems.length, source.text).toBeGreaterThan(0)
    return undefined
  }
  const found = [...problems, ...diagnose(document)]
  return found.some((problem) => problem.severity === 'error') ? undefined : document
}

function expectRoundTrip({ json }: WorkflowDocument): void {
  if (!isJsonObject(json)) throw new Error('An accepted document is a map')
  const canonical = canonicalDocument(json)
  const spellings = [
    { file: 'again.yaml', text: toYaml(json) },
    { file: 'again.json', text: JSON.stringify(json, undefined, 2) },
  ]
  for (const spelling of spellings) {
    const again = accepted(spelling)
    expect(again, spelling.text).toBeDefined()
    expect(again && canonicalDocument(again.json)).toBe(canonical)
  }
}

describe('mutated documents', () => {
  it(
    `[DG10] ${MUTANTS} of them, seed ${SEED}`,
    () => {
      const random = randomFrom(SEED)
      const tally = { accepted: 0, slowestMs: 0 }
      for (let left = MUTANTS; left > 0; left--) {
        const mutant = mutantOf(pick(random() < 0.5 ? RIGHT : ORIGINALS, random), random)
        const began = performance.now()
        const document = accepted(mutant)
        const ms = performance.now() - began
        expect(ms, mutant.text.slice(0, 2_000)).toBeLessThan(MUTANT_MS_MAX)
        tally.slowestMs = Math.max(tally.slowestMs, ms)
        if (document !== undefined) tally.accepted += 1
        if (document !== undefined) expectRoundTrip(document)
      }
      console.log(
        `${MUTANTS} mutants of ${ORIGINALS.length} documents, seed ${SEED}: ${tally.accepted} accepted, slowest ${Math.round(tally.slowestMs)} ms.`,
      )
      expect(tally.accepted).toBeGreaterThan(MUTANTS / 50)
    },
    ALL_MS_MAX,
  )
})
