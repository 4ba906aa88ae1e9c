import { describe, expect, it } from 'vitest'
import { anApi } from '../support/http-world.ts'

interface Document {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly summary?: string }>>>>
}

/** Doors that are not described: the document itself, and the one that only says no. */
const UNDESCRIBED = /openapi\.json$|\/skills/

describe('the OpenAPI document', () => {
  it('[AP16] names every route of the API', async () => {
    const { api, send } = anApi()
    const { openapi, paths } = (await (await send('/api/v1/openapi.json')).json()) as Document
    expect(openapi).toBe('3.1.0')
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const routed = api.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/') && !UNDESCRIBED.test(path))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    expect(new Set(described)).toEqual(new Set(routed))
    for (const route of Object.values(paths).flatMap((methods) => Object.values(methods)))
      expect(route.summary).toMatch(/\w/)
  })

  it('[AP16] is the one in docs/openapi.json', async () => {
    const document = await (await anApi().send('/api/v1/openapi.json')).json()
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('../../docs/openapi.json')
  })
})
