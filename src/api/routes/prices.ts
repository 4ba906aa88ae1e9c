import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute } from '@hono/zod-openapi'
import type { ApiParts } from '../api-parts.ts'
import { importedPrices, importPrices, priceList, priceQuery } from '../contract/prices.ts'
import type { ApiEnv } from '../posture/authenticate.ts'
import { fromPriceProblem } from '../problems/from-price-problem.ts'
import { refuse } from '../problems/refuse.ts'
import { importedPricesView, priceListView } from '../views/prices.ts'
import { answers, body } from './answers.ts'

const list = createRoute({
  method: 'get',
  path: '/api/v1/prices',
  summary: 'What tokens cost, from the price file of this home',
  request: { query: priceQuery },
  responses: answers(priceList, 'The prices, and what of the file can not be used.'),
})

const importList = createRoute({
  method: 'post',
  path: '/api/v1/prices/import',
  summary: 'Add what a published list of prices says that is new',
  request: { body: body(importPrices) },
  responses: answers(importedPrices, 'The price file says them now.'),
})

export function addPriceRoutes(app: OpenAPIHono<ApiEnv>, { prices }: ApiParts): void {
  app.openapi(list, async (c) => {
    const { provider, model } = c.req.valid('query')
    return c.json(priceListView(await prices.list({ provider, model })), 200)
  })
  app.openapi(importList, async (c) => {
    const done = await prices.importList(c.req.valid('json').list)
    return done.ok ? c.json(importedPricesView(done.value), 200) : refuse(c, fromPriceProblem(done.error))
  })
}
