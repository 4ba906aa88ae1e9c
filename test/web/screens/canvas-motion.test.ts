import { afterEach, expect, it, vi } from 'vitest'
import { moveMs } from '../../../src/web/screens/builder/move-ms.ts'

afterEach(() => vi.unstubAllGlobals())

it.each([
  { asked: true, ms: 0 },
  { asked: false, ms: 200 },
])('[UI111] what moves is on its way for $ms ms; less motion asked for: $asked', ({ asked, ms }) => {
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: asked && query === '(prefers-reduced-motion: reduce)' }))
  expect(moveMs()).toBe(ms)
})
