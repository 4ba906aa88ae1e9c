import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import { kindOfText } from '../../core/edit/code-in-builder.ts'
import { openSourceRequest, pasted, pastedRequest } from '../contract/builder-door.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { CODE_REFUSED } from '../problems/code-refused.ts'
import { refuse } from '../problems/refuse.ts'
import { answers, body, problemAnswer } from './answers.ts'

const judge = createRoute({
  method: 'post',
  path: '/api/v1/builder/pasted',
  summary: 'What a pasted or dropped text is; code is refused; changes nothing',
  request: { body: body(pastedRequest) },
  responses: answers(pasted, 'A WorkChart, or a procedure in words.'),
})

const openSource = createRoute({
  method: 'post',
  path: '/api/v1/builder/open-source',
  summary: 'Opening the source of a skill in the builder: always refused',
  request: { body: body(openSourceRequest) },
  responses: { default: problemAnswer },
})

/** What the builder asks about things from outside. */
export function addBuilderDoor(app: OpenAPIHono<ApiEnv>): void {
  app.openapi(judge, (c) => {
    const { text, file } = c.req.valid('json')
    const kind = kindOfText(text, file)
    return kind === 'code' ? refuse(c, CODE_REFUSED) : c.json({ kind }, 200)
  })
  app.openapi(openSource, (c) => refuse(c, CODE_REFUSED))
}
