import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openBlobs } from '../../../src/adapters/files/open-blobs.ts'
import { openLibrary } from '../../../src/adapters/files/open-library.ts'
import { createMemoryStore } from '../../../src/adapters/memory/memory-store.ts'
import { diagnose } from '../../../src/core/diagnostics/diagnose.ts'
import type { PlanReport } from '../../../src/core/plan/plan-report.ts'
import { planWorkflow } from '../../../src/engine/planning.ts'
import { documentOf } from '../../support/documents.ts'
import { someIds } from '../../support/engine.ts'
import { folderWith } from '../../support/folders.ts'

const EXAMPLES = new URL('../../../examples', import.meta.url).pathname

/** The plan of a collection's only workflow, with the collection copied to a home of its own. */
async function planExample(name: string, change: (folder: string) => void = () => {}): Promise<PlanReport> {
  const home = folderWith()
  const folder = join(home, 'collections/default')
  cpSync(join(EXAMPLES, name), folder, { recursive: true })
  change(folder)
  const blobs = openBlobs(join(home, 'blobs'))
  const library = openLibrary({ home, shipped: [], blobs })
  expect(await library.listUnusable()).toEqual([])
  const [file] = await library.listWorkflows()
  if (file === undefined) throw new Error(`${name} holds no workflow.`)
  const document = documentOf(file.text, file.file)
  expect(diagnose(document).filter(({ severity }) => severity === 'error')).toEqual([])
  const { workflow } = document
  const parts = { library, reader: createMemoryStore(), blobs, ids: someIds() }
  return planWorkflow(parts, { ...file, workflow, digest: 'a'.repeat(64), bindings: new Map() })
}

describe('examples', () => {
  it('[FI61] the seed’s own example stands in its collection byte for byte', () => {
    const text = readFileSync(join(EXAMPLES, 'feature-ship/workflows/sdlc-feature-ship.json'), 'utf8')
    const fixture = new URL('../../core/workflow/fixtures/seed.json', import.meta.url)
    expect(text).toBe(readFileSync(fixture, 'utf8'))
  })

  it('[FI62] without its context module the plan of the seed’s example names the file to create', async () => {
    const report = await planExample('feature-ship', (folder) => rmSync(join(folder, 'context/repo-rules.md')))
    expect(report.plan).toBeUndefined()
    expect(report.problems).toMatchObject([
      { code: 'context-missing', stage: 'research', pointer: '/stages/0/context_policy/modules/0' },
    ])
    expect(report.problems[0]?.help).toMatch(/^Create the file `\/.*\/collections\/default\/context\/repo-rules\.md`/)
  })

  it('[FI62] with it the plan names both agents, the skill and the module with its tokens, and says that a person does it', async () => {
    const { plan, missing, batches } = await planExample('feature-ship')
    const tokens = Math.floor(readFileSync(join(EXAMPLES, 'feature-ship/context/repo-rules.md'), 'utf8').length / 4)
    expect(
      plan?.stages.map(({ primary, tools, context }) => [primary.ref, tools.map((tool) => tool.ref), context.modules]),
    ).toEqual([
      ['agent:researcher-v1', [], [expect.objectContaining({ ref: 'ctx:repo-rules', tokens })]],
      ['agent:coder-v2', ['skill:git-ops'], []],
    ])
    expect(missing.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(
        /^agent:researcher-v1 is here, .* A person does this until an AI is connected: .* `workcharts connections add`\.$/,
      ),
      expect.stringMatching(
        /^agent:coder-v2 is here, .* A person does this until an AI is connected: .* `workcharts connections add`\.$/,
      ),
      expect.stringMatching(
        /^skill:git-ops is here, .* A person does this until an AI is connected: .* `workcharts connections add`\.$/,
      ),
    ])
    expect(batches).toEqual([['research'], ['implementation']])
  })

  it('[FI63] the example of refund requests plans with a gate, a reviewer bound by its role, and a person', async () => {
    const report = await planExample('refund-requests')
    expect(report.problems).toEqual([])
    expect(report.plan?.stages).toMatchObject([
      { primary: { kind: 'capability', ref: 'skill:classify-text' }, gate: { kind: 'threshold', threshold: 0.85 } },
      {
        primary: { kind: 'unavailable', ref: 'agent:reply-writer' },
        reviewer: { kind: 'human', name: 'support-lead' },
      },
      { primary: { kind: 'human' }, outputs: { required: ['amount'] } },
    ])
  })
})
