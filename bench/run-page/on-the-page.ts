import type { Page } from 'playwright-core'

/** The page is at rest when rows are there and so many frames in a row came in time. */
const AT_REST = `new Promise((resolve) => {
  let [calm, before] = [0, 0]
  const look = (now) => {
    const isThere = document.querySelector('.timeline > li') !== null
    calm = isThere && now - before < 50 ? calm + 1 : 0
    before = now
    if (calm < 3) requestAnimationFrame(look)
    else resolve(now)
  }
  requestAnimationFrame(look)
})`

/** From the navigation to rows on the screen. */
export async function openMs(page: Page, run: string): Promise<number> {
  await page.goto(new URL(`/runs/${run}`, page.url()).href, { waitUntil: 'commit' })
  return await page.evaluate<number>(AT_REST)
}

export interface Frames {
  /** From the beginning of a frame to the paint after it. */
  readonly workMs: readonly number[]
  /** From the beginning of one frame to that of the next. */
  readonly frameMs: readonly number[]
}

const PIXELS_A_FRAME = 90

/** Scrolls what it is given, one step a frame. */
const SCROLL = `(element, frames) => new Promise((resolve) => {
  const [workMs, frameMs] = [[], []]
  let [left, before] = [frames, 0]
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = ({ data }) => workMs.push(performance.now() - data)
  const step = (now) => {
    const begun = performance.now()
    if (before > 0) frameMs.push(now - before)
    before = now
    element.scrollTop += ${PIXELS_A_FRAME}
    requestAnimationFrame(left > 0 ? step : () => resolve({ workMs, frameMs }))
    left -= 1
    port2.postMessage(begun)
  }
  requestAnimationFrame(step)
})`

export async function scrollTimeline(page: Page, frames: number): Promise<Frames> {
  return await page.evaluate<Frames>(`(${SCROLL})(document.querySelector('.timeline-scroll'), ${frames})`)
}

/** The same where there is nothing to draw. */
export async function scrollEmpty(page: Page, frames: number): Promise<Frames> {
  await page.goto('about:blank')
  await page.evaluate(
    `document.body.innerHTML = '<main style="height:400px;overflow:auto"><p style="height:260000px"></p></main>'`,
  )
  return await page.evaluate<Frames>(`(${SCROLL})(document.querySelector('main'), ${frames})`)
}
