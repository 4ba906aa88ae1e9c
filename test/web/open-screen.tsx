import { createMemoryHistory } from '@tanstack/react-router'
import { cleanup, render, waitFor } from '@testing-library/react'
import { vi } from 'vitest'
import { App } from '../../src/web/app.tsx'
import { createQueryClient } from '../../src/web/data/query-client.ts'
import { createAppRouter } from '../../src/web/router.tsx'
import type { Routes, Sent } from '../support/web-server.ts'
import { fakeServer, QuietEventSource } from '../support/web-server.ts'

/** A large screen takes a while to be drawn where several processes share the machine. */
const PATIENCE = { timeout: 10_000 }

export interface OpenScreen {
  readonly page: HTMLElement
  readonly sent: readonly Sent[]
}

/** Opens an address of the app in front of a server that answers by `routes`, and waits until it is there. */
export async function openScreen(address: string, routes: Routes): Promise<OpenScreen> {
  cleanup()
  const server = fakeServer(routes)
  vi.stubGlobal('fetch', server.fetch)
  vi.stubGlobal('EventSource', QuietEventSource)
  const router = createAppRouter(createMemoryHistory({ initialEntries: [address] }))
  const { container } = render(<App entry="entered" client={createQueryClient()} router={router} />)
  await waitFor(() => {
    if (container.querySelector('h1') === null) throw new Error('There is no heading yet.')
    if (container.querySelector('[aria-busy="true"]') !== null) throw new Error('It is still loading.')
  }, PATIENCE)
  return { page: container, sent: server.sent }
}
