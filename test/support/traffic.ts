import type { Page, Request, Response } from 'playwright-core'
import { expect } from 'vitest'

/** What a page asks an origin for, also through frames and workers and by windows that it opens. */
export interface Traffic extends Disposable {
  /** Resolves when nothing is on its way any more. */
  readonly quiet: () => Promise<void>
  readonly answered: () => readonly Answered[]
}

export interface Answered {
  readonly status: number
  readonly path: string
}

/** From now on. What a window that was opened asks for itself is its own affair. */
export function watchTraffic(page: Page, origin: string): Traffic {
  const context = page.context()
  const pending = new Set<Request>()
  const answers: Response[] = []
  const begin = (request: Request) => {
    if (request.url().startsWith(`${origin}/`) && isFrom(page, request)) pending.add(request)
  }
  const answer = (response: Response) => {
    if (pending.has(response.request())) answers.push(response)
  }
  const end = (request: Request) => pending.delete(request)
  context.on('request', begin).on('response', answer).on('requestfinished', end).on('requestfailed', end)
  return {
    quiet: () => expect.poll(() => pending.size).toBe(0),
    answered: () => answers.map((one) => ({ status: one.status(), path: new URL(one.url()).pathname })),
    [Symbol.dispose]: () => {
      context.off('request', begin).off('response', answer).off('requestfinished', end).off('requestfailed', end)
    },
  }
}

function isFrom(page: Page, request: Request): boolean {
  return request.serviceWorker() !== null || request.isNavigationRequest() || request.frame().page() === page
}
