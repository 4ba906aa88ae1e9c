import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { assertNever } from '../../core/basics/assert-never.ts'
import { verifyExport } from '../../core/receipt/verify-export.ts'
import type { RunId } from '../../core/run/ids.ts'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import type { LatestFilter } from '../../engine/latest-receipts.ts'
import type { ApiParts } from '../api-parts.ts'
import { signatureCheck } from '../check-signature.ts'
import type { ExportFormat } from '../contract/receipts.ts'
import {
  exportQuery,
  receiptCheck,
  receiptKey,
  receiptList,
  receiptsQuery,
  verifyRequest,
} from '../contract/receipts.ts'
import type { ExportFilter, ExportParts } from '../export-receipts.ts'
import { exportPages } from '../export-receipts.ts'
import { csvPages, flatLines } from '../export-table.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { withinVentures } from '../posture/seen.ts'
import { receiptListView } from '../views/listed-receipts.ts'
import { receiptCheckView, receiptKeyView } from '../views/receipt-check.ts'
import { answers, body, problemAnswer } from './answers.ts'

/** Widened: by its name the router's types would take it for one JSON value. */
const NDJSON: string = 'application/x-ndjson'
const CSV: string = 'text/csv'

const exportRoute = createRoute({
  method: 'get',
  path: '/api/v1/receipts/export',
  summary: 'Receipts as canonical lines with what proves them, or as a table',
  request: { query: exportQuery },
  responses: {
    200: {
      description: 'One receipt a line, then what is signed of them, then the seal; or a table as CSV or JSON Lines.',
      content: { [NDJSON]: { schema: z.string() }, [CSV]: { schema: z.string() } },
    },
    default: problemAnswer,
  },
})

const list = createRoute({
  method: 'get',
  path: '/api/v1/receipts',
  summary: 'The receipts of the newest runs, in pages',
  request: { query: receiptsQuery },
  responses: answers(receiptList, 'Newest first.'),
})

const verify = createRoute({
  method: 'post',
  path: '/api/v1/receipts/verify',
  summary: 'Whether receipts are what was written; changes nothing',
  request: { body: body(verifyRequest) },
  responses: answers(receiptCheck, 'The verdict.'),
})

const getKey = createRoute({
  method: 'get',
  path: '/api/v1/receipts/key',
  summary: 'Whose signature receipts carry, and how far they are signed',
  responses: answers(receiptKey, 'The key; null where nothing was signed yet.'),
})

export function addReceiptRoutes(app: OpenAPIHono<ApiEnv>, { reader, ids, engine }: ApiParts): void {
  const parts = { reader, sha256: ids.sha256 }
  app.openapi(list, async (c) => {
    const { before, workflow, kind, limit } = c.req.valid('query')
    const which = { ...workflowOf(workflow), ...placeOf(before), ...(kind === undefined ? {} : { kind }) }
    return c.json(await receiptListView({ reader, engine }, { ...which, ...withinVentures(c), limit }), 200)
  })
  app.openapi(exportRoute, (c) => {
    const { format = 'jsonl', ...asked } = c.req.valid('query')
    const which = { ...filterOf(asked), ...withinVentures(c) }
    const headers = {
      'content-type': FILES[format].type,
      'content-disposition': `attachment; filename="${FILES[format].name}"`,
    }
    return c.body(ReadableStream.from(encoded(pagesIn(format, parts, which))), 200, headers)
  })
  app.openapi(verify, async (c) => {
    const asked = c.req.valid('json')
    const text =
      'text' in asked ? asked.text : await whole(exportPages(parts, { run: asked.run as RunId, ...withinVentures(c) }))
    return c.json(receiptCheckView(verifyExport(text, signatureCheck), undefined), 200)
  })
  app.openapi(getKey, async (c) => c.json(await receiptKeyView(reader, signatureCheck), 200))
}

const FILES = {
  jsonl: { type: NDJSON, name: 'receipts.ndjson' },
  csv: { type: `${CSV}; charset=utf-8`, name: 'receipts.csv' },
  flat: { type: NDJSON, name: 'receipts-flat.ndjson' },
} as const satisfies Record<ExportFormat, unknown>

function pagesIn(format: ExportFormat, parts: ExportParts, which: ExportFilter): AsyncIterable<string> {
  switch (format) {
    case 'jsonl':
      return exportPages(parts, which)
    case 'csv':
      return csvPages(parts.reader, which)
    case 'flat':
      return flatLines(parts.reader, which)
    default:
      return assertNever(format)
  }
}

function filterOf({ run, workflow }: Pick<z.output<typeof exportQuery>, 'run' | 'workflow'>): ExportFilter {
  return {
    ...(run === undefined ? {} : { run: run as RunId }),
    ...workflowOf(workflow),
  }
}

function workflowOf(workflow: string | undefined): Pick<LatestFilter, 'workflow'> {
  return workflow === undefined ? {} : { workflow: workflow as WorkflowId }
}

/** Its form was checked with the query. */
function placeOf(before: string | undefined): Pick<LatestFilter, 'before'> {
  const [run = '', number] = before?.split('/') ?? []
  return before === undefined ? {} : { before: { run: run as RunId, number: Number(number) } }
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
