import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { verifyExport } from '../../core/receipt/export.ts'
import type { RunId } from '../../core/run/ids.ts'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import type { ReceiptFilter } from '../../engine/store.ts'
import type { ApiParts } from '../api-parts.ts'
import type { ReceiptCheck } from '../contract/receipts.ts'
import { exportQuery, receiptCheck, verifyRequest } from '../contract/receipts.ts'
import { exportPages } from '../export-receipts.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { withinVentures } from '../posture/seen.ts'
import { answers, body, problemAnswer } from './answers.ts'

/** Widened: by its name the router's types would take it for one JSON value. */
const NDJSON: string = 'application/x-ndjson'

const exportRoute = createRoute({
  method: 'get',
  path: '/api/v1/receipts/export',
  summary: 'Receipts as canonical lines with their seal',
  request: { query: exportQuery },
  responses: {
    200: {
      description: 'One receipt a line, then the seal.',
      content: { [NDJSON]: { schema: z.string() } },
    },
    default: problemAnswer,
  },
})

const verify = createRoute({
  method: 'post',
  path: '/api/v1/receipts/verify',
  summary: 'Whether receipts are what was written; changes nothing',
  request: { body: body(verifyRequest) },
  responses: answers(receiptCheck, 'The verdict.'),
})

export function addReceiptRoutes(app: OpenAPIHono<ApiEnv>, { reader, ids }: ApiParts): void {
  const parts = { reader, sha256: ids.sha256 }
  app.openapi(exportRoute, (c) => {
    const which = { ...filterOf(c.req.valid('query')), ...withinVentures(c) }
    const headers = {
      'content-type': NDJSON,
      'content-disposition': 'attachment; filename="receipts.ndjson"',
    }
    return c.body(ReadableStream.from(encoded(exportPages(parts, which))), 200, headers)
  })
  app.openapi(verify, async (c) => {
    const asked = c.req.valid('json')
    const text =
      'text' in asked ? asked.text : await whole(exportPages(parts, { run: asked.run as RunId, ...withinVentures(c) }))
    return c.json(check(text, ids.sha256), 200)
  })
}

function filterOf({ run, workflow }: z.output<typeof exportQuery>): Pick<ReceiptFilter, 'run' | 'workflow'> {
  return {
    ...(run === undefined ? {} : { run: run as RunId }),
    ...(workflow === undefined ? {} : { workflow: workflow as WorkflowId }),
  }
}

const encoder = new TextEncoder()

async function* encoded(pages: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const page of pages) yield encoder.encode(page)
}

async function whole(pages: AsyncIterable<string>): Promise<string> {
  const parts: string[] = []
  for await (const page of pages) parts.push(page)
  return parts.join('')
}

function check(text: string, sha256: (text: string) => string): ReceiptCheck {
  const verified = verifyExport(text, sha256)
  if (!verified.ok) return { verifies: false, receipts: 0, runs: 0, tampering: verified.error }
  return { verifies: true, ...verified.value, tampering: null }
}
