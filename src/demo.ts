import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Demo } from './api/api-parts.ts'
import type { JsonObject } from './core/basics/json.ts'
import { err, ok } from './core/basics/result.ts'
import type { RunId } from './core/run/ids.ts'
import type { Ids } from './engine/ports.ts'
import type { Workflows } from './engine/workflows.ts'

const DEMO_WORKFLOW = 'support-desk'

export interface DemoParts {
  readonly folder: string
  readonly workflows: Workflows
  readonly ids: Ids
}

/** The support desk that comes with the program: one run for each of its messages. */
export function openDemo({ folder, workflows, ids }: DemoParts): Demo | undefined {
  const file = join(folder, 'messages.jsonl')
  if (!existsSync(file)) return undefined
  const messages = readFileSync(file, 'utf8').trimEnd().split('\n')
  return {
    workflow: DEMO_WORKFLOW,
    messages: messages.length,
    start: async (by) => {
      const reading = await workflows.find(DEMO_WORKFLOW)
      if (reading === undefined) return err({ code: 'workflow-unknown', name: DEMO_WORKFLOW })
      const each = messages.map((message, index) => ({
        id: ids.next() as RunId,
        inputs: JSON.parse(message) as JsonObject,
        title: `Message ${index + 1}`,
      }))
      const runs = await workflows.run({ reading, each, bind: {}, by })
      return runs.ok ? ok(runs.value.length) : runs
    },
  }
}
