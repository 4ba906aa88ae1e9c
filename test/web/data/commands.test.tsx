import { QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { enterByLink } from '../../../src/web/data/enter-by-link.ts'
import { createQueryClient } from '../../../src/web/data/query-client.ts'
import { useCommand } from '../../../src/web/data/use-command.ts'

type Answer = () => Response

/** A server that gives these answers in order, and what it was asked. */
function serve(...answers: readonly Answer[]): Request[] {
  const asked: Request[] = []
  const left = [...answers]
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked.push(new Request(new URL(path, 'http://127.0.0.1'), init))
    const answer = left.shift()
    if (answer === undefined) throw new TypeError('Failed to fetch')
    return answer()
  })
  return asked
}

afterEach(() => vi.unstubAllGlobals())

const OK: Answer = () => Response.json({ done: true })

const SILENCE: Answer = () => {
  throw new TypeError('Failed to fetch')
}

const REFUSED: Answer = () => {
  const problem = {
    type: '/problems/task-decided',
    title: 'Decided',
    status: 409,
    detail: 'Lena has decided.',
    instance: '',
    code: 'task-decided',
    errors: [],
  }
  return new Response(JSON.stringify(problem), { status: 409, headers: { 'content-type': 'application/problem+json' } })
}

function Client({ children }: { readonly children: ReactNode }) {
  return <QueryClientProvider client={createQueryClient()}>{children}</QueryClientProvider>
}

async function sendTwice(first: Answer, second: Answer): Promise<readonly (string | null)[]> {
  const asked = serve(first, second)
  const { result } = renderHook(() => useCommand<object, object>(), { wrapper: Client })
  for (const count of [1, 2]) {
    act(() => result.current.mutate({ path: '/runs/1/cancel', body: {} }))
    await waitFor(() => expect(asked.length).toBe(count))
    await waitFor(() => expect(result.current.isPending).toBe(false))
  }
  return asked.map(({ headers }) => headers.get('idempotency-key'))
}

describe('commands', () => {
  it('[UI30] sent again after silence, it is the same command', async () => {
    const [first, second] = await sendTwice(SILENCE, OK)
    expect(first).toMatch(/^[0-9a-f-]{36}$/)
    expect(second).toBe(first)
  })

  it.each([
    ['done', OK],
    ['refused', REFUSED],
  ])('[UI30] after it was %s, the next one is another command', async (_case, answer) => {
    const [first, second] = await sendTwice(answer, OK)
    expect(second).not.toBe(first)
  })
})

function place(hash: string) {
  const replaced: string[] = []
  const location = { hash, pathname: '/inbox', search: '?show=answered' } as Location
  const history = {
    replaceState: (_state: unknown, _title: string, url: string) => void replaced.push(url),
  } as unknown as History
  return { window: { location, history }, replaced }
}

describe('the start link', () => {
  it('[UI29] its code is exchanged and leaves the address', async () => {
    const { window, replaced } = place('#code=s3cret')
    const asked = serve(() => {
      expect(replaced).toEqual(['/inbox?show=answered'])
      return OK()
    })
    expect(await enterByLink(window)).toBe('entered')
    expect(await asked[0]?.json()).toEqual({ code: 's3cret' })
  })

  it('[UI29] one that was used before is over', async () => {
    serve(() => new Response('{}', { status: 401 }))
    expect(await enterByLink(place('#code=used').window)).toBe('link-over')
  })

  it('[UI29] without a code nothing is sent', async () => {
    const asked = serve()
    const { window, replaced } = place('')
    expect(await enterByLink(window)).toBe('entered')
    expect([asked, replaced]).toEqual([[], []])
  })

  it('[UI29] a server that does not answer is said on the screens, which ask again', async () => {
    serve(SILENCE)
    expect(await enterByLink(place('#code=s3cret').window)).toBe('entered')
  })
})
