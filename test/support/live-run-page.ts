import type { Page } from 'playwright-core'

/** When something was first seen on a run's page, in milliseconds since 1970. */
export type Sightings = ReadonlyMap<string, number>

/**
 * Notes from now on when each stage's state, what is said of it, who is at it and what they know is first in the page.
 * The list of stages must be shown. Run in the page: what is seen there is timed where it is seen.
 */
export async function watchStages(page: Page): Promise<void> {
  await page.evaluate(WATCH)
}

export async function sightingsOn(page: Page): Promise<Sightings> {
  return new Map(await page.evaluate<[string, number][]>('[...globalThis.sightings]'))
}

/** `name: state` of each stage as the page shows it. */
export async function stagesOn(page: Page): Promise<readonly string[]> {
  return await page.evaluate<string[]>(`[...document.querySelectorAll('table[aria-label=Stages] tbody tr')].map(
    ({ cells: [name, state] }) => name.textContent + ': ' + state.textContent)`)
}

const WATCH = `(() => {
  globalThis.sightings = new Map()
  const see = (...parts) => {
    const key = parts.map((part) => part.textContent.trim()).join(': ')
    if (!globalThis.sightings.has(key)) globalThis.sightings.set(key, Date.now())
  }
  const look = () => {
    for (const { cells } of document.querySelectorAll('table[aria-label=Stages] tbody tr')) {
      see(cells[0], cells[1])
      see(cells[0], cells[2])
    }
    for (const work of document.querySelectorAll('.at-work')) {
      const name = work.querySelector('b')
      for (const part of work.querySelectorAll('.two-lines .tiny, a, li .grow')) see(name, part)
    }
  }
  look()
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
})()`
