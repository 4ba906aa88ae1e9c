import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import type { CapabilityEntry } from '../../core/plan/catalog.ts'
import type { Reference } from '../../core/workflow/reference.ts'
import { parseReference } from '../../core/workflow/reference.ts'
import type { TestId } from '../../engine/tests.ts'
import type { ApiParts } from '../api-parts.ts'
import type { CapabilityDetail } from '../contract/capabilities.ts'
import { capabilityDetail, capabilityList, testCapabilityRequest, unusableArtifacts } from '../contract/capabilities.ts'
import { test } from '../contract/tests.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromTestProblem } from '../problems/from-test-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { commandId } from '../request-key.ts'
import type { Background } from '../views/capability.ts'
import { capabilityDetailView, capabilityViews, readUses } from '../views/capability.ts'
import { newestReceipts } from '../views/newest-receipts.ts'
import { testView } from '../views/test.ts'
import { answers, body, created } from './answers.ts'
import { runsOf } from './tests.ts'

const capabilityParams = z.object({ ref: z.string().min(1).max(300) })

const list = createRoute({
  method: 'get',
  path: '/api/v1/capabilities',
  summary: 'What can do a stage',
  responses: answers(capabilityList, 'Each name once.'),
})

const read = createRoute({
  method: 'get',
  path: '/api/v1/capabilities/{ref}',
  summary: 'One capability: its contract, its text, where it is used and how it has done',
  request: { params: capabilityParams },
  responses: answers(capabilityDetail, 'The capability.'),
})

const testOne = createRoute({
  method: 'post',
  path: '/api/v1/capabilities/{ref}/test',
  summary: 'Do one capability once, as a test of one sample: what would do more than read is held back',
  request: { params: capabilityParams, body: body(testCapabilityRequest) },
  responses: created(test, 'The test has begun.'),
})

const unusable = createRoute({
  method: 'get',
  path: '/api/v1/artifacts/unusable',
  summary: 'Files that stand where an artifact is expected and can not be used, with what mends each',
  responses: answers(unusableArtifacts, 'In the order they are searched.'),
})

export function addCapabilityRoutes(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { library, tests, ids } = parts
  app.openapi(list, async (c) => {
    const [entries, background] = await Promise.all([library.listCapabilities(), readBackground(parts)])
    const found = entries.filter((entry) => entry.type === 'capability')
    return c.json({ capabilities: capabilityViews(found, background) }, 200)
  })
  app.openapi(read, async (c) => {
    const { ref } = c.req.valid('param')
    const entry = await findCapability(parts, ref)
    if (entry === undefined) return refuse(c, fromTestProblem({ code: 'capability-unknown', ref }))
    const [text, background] = await Promise.all([readOwnText(parts, entry), readBackground(parts)])
    return c.json(capabilityDetailView(entry, text, background), 200)
  })
  app.openapi(testOne, async (c) => {
    const { ref } = c.req.valid('param')
    const capability = referenceOf(ref)
    if (capability === undefined) return refuse(c, fromTestProblem({ code: 'capability-unknown', ref }))
    const { inputs } = c.req.valid('json')
    const id = commandId(c, ids) as string as TestId
    const begun = await tests.beginAlone({ id, capability, inputs, by: c.get('actor') })
    if (!begun.ok) return refuse(c, fromTestProblem(begun.error))
    return c.json(testView(begun.value, await runsOf(begun.value)), 201)
  })
  app.openapi(unusable, async (c) => c.json({ artifacts: await library.listUnusable() }, 200))
}

async function readBackground({ library, workflows, reader }: ApiParts): Promise<Background> {
  const [uses, receipts] = await Promise.all([readUses(library, workflows), newestReceipts(reader, null)])
  return { uses, receipts }
}

function referenceOf(text: string): Reference | undefined {
  const parsed = parseReference(text)
  return parsed.ok ? parsed.value : undefined
}

async function findCapability({ library }: ApiParts, ref: string): Promise<CapabilityEntry | undefined> {
  const reference = referenceOf(ref)
  const entry = reference === undefined ? undefined : await library.resolve(reference)
  return entry?.type === 'capability' ? entry : undefined
}

/** A page shows no more of a file. Characters. */
const TEXT_MAX = 100_000

/** What its own Markdown file says; a skill has others beside it. */
async function readOwnText({ blobs }: ApiParts, { files }: CapabilityEntry): Promise<CapabilityDetail['text']> {
  const file = files.find(({ path }) => path.toLowerCase() === 'skill.md') ?? files[0]
  const bytes = file === undefined ? undefined : await blobs.find(file.sha256)
  if (file === undefined || bytes === undefined) return null
  const text = new TextDecoder().decode(bytes)
  return { file: file.path, text: text.slice(0, TEXT_MAX), isWhole: text.length <= TEXT_MAX }
}
