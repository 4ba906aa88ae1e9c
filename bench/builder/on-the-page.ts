import type { Page } from 'playwright-core'

/** The page is at rest when so many frames in a row came in time. */
const AT_REST = `new Promise((resolve) => {
  let [calm, before] = [0, 0]
  const look = (now) => {
    const isThere = document.querySelector('.react-flow__node [data-stage]') !== null
    calm = isThere && now - before < 50 ? calm + 1 : 0
    before = now
    if (calm < 3) requestAnimationFrame(look)
    else resolve(now)
  }
  requestAnimationFrame(look)
})`

/** From the navigation to the first stages on the screen, with the page at rest. */
export async function openMs(page: Page): Promise<number> {
  await page.goto(new URL('/workcharts/large/edit', page.url()).href, { waitUntil: 'commit' })
  return await page.evaluate<number>(AT_REST)
}

export interface Typing {
  readonly letters: readonly number[]
  /** Of keys that make an edit of what was typed. */
  readonly edits: readonly number[]
}

/** From a key in the inspector to the paint after it. */
export async function typeMs(page: Page, counts: Readonly<Record<keyof Typing, number>>): Promise<Typing> {
  const { x, y } = await middleStage(page)
  await page.mouse.click(x, y)
  await page.evaluate(KEYS_TO_PAINT)
  await page.getByLabel('Instructions').focus()
  for (let letter = 0; letter < counts.letters; letter += 1) await page.keyboard.press('a', { delay: 20 })
  await page.getByLabel('Instructions').press('Escape')
  await page.getByLabel('Name').focus()
  for (let edit = 0; edit < counts.edits; edit += 1) {
    await page.keyboard.press('b')
    await page.evaluate(TICK)
    await page.keyboard.press('Enter')
    await page.evaluate(PAINTED)
  }
  const letters = await page.evaluate<number[]>(`globalThis.painted['a']`)
  const edits = await page.evaluate<number[]>(`globalThis.painted['Enter']`)
  await page.getByRole('button', { name: 'Close' }).click()
  return { letters, edits }
}

const PAINTED = `new Promise((resolve) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => resolve(performance.now())
  port2.postMessage(0)
}))`

const KEYS_TO_PAINT = `globalThis.painted = {}
  addEventListener('keydown', async ({ key, timeStamp }) => {
    const ms = await ${PAINTED} - timeStamp
    ;(globalThis.painted[key] ??= []).push(ms)
  }, { capture: true })`

const CENTRE = { x: 700, y: 450 }
const STEP_PX = 4
/** There and back again within so many steps, so that what moves stays on the screen. */
const SWING = 60

const TICK = 'new Promise((resolve) => requestAnimationFrame(resolve))'

/** The largest zoom of each size that is still below the next one; wheels are turned until it is reached. */
const ZOOMS = { far: 0.2, middle: 0.55, near: 1 } as const

export async function zoomTo(page: Page, size: keyof typeof ZOOMS): Promise<void> {
  await page.getByRole('button', { name: 'Show all' }).click()
  // Around a stage, so that there is one to be dragged.
  const { x, y } = await middleStage(page)
  await page.mouse.move(x, y)
  for (let turn = 0; turn < 100 && (await zoomOf(page)) < ZOOMS[size]; turn += 1) {
    await page.mouse.wheel(0, -60)
    await page.evaluate(TICK)
  }
  await page.evaluate(TICK)
}

async function zoomOf(page: Page): Promise<number> {
  return await page.evaluate<number>(
    `new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')).transform).a`,
  )
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** A stage near the middle of the screen. From far away only one that is pointed at is in the page. */
export async function middleStage(page: Page): Promise<Point> {
  for (let probe = 0; probe < PROBES_MAX; probe += 1) {
    const [angle, radius] = [probe * GOLDEN_ANGLE, 12 * Math.sqrt(probe)]
    const at = { x: CENTRE.x + radius * Math.cos(angle), y: CENTRE.y + radius * Math.sin(angle) }
    await page.mouse.move(at.x, at.y)
    await page.evaluate(TICK)
    const isStage = `document.elementFromPoint(${at.x}, ${at.y}).closest('.react-flow__node') !== null`
    if (await page.evaluate<boolean>(isStage)) return at
  }
  throw new Error('There is no stage near the middle of the screen')
}

const PROBES_MAX = 400
/** Points in a spiral that leave no gaps. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))

/** Where the canvas can be taken hold of. */
export async function groundOf(page: Page): Promise<Point> {
  return await page.evaluate<Point>(`(() => {
    const { left, top, width, height } = document.querySelector('.react-flow__pane').getBoundingClientRect()
    for (let at = 0; at < 4000; at += 1) {
      const [x, y] = [left + width * (0.2 + 0.6 * ((at * 0.618) % 1)), top + height * (0.2 + 0.6 * ((at * 0.367) % 1))]
      if (document.elementFromPoint(x, y)?.classList.contains('react-flow__pane')) return { x, y }
    }
    throw new Error('The ground of the canvas is covered')
  })()`)
}

/** Takes hold of what is there and swings it from side to side, one step for each frame. */
export async function swing(page: Page, { x, y }: Point, frames: number): Promise<void> {
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let frame = 0; frame < frames; frame += 1) {
    const away = Math.abs((frame % (2 * SWING)) - SWING) - SWING
    await page.mouse.move(x - away * STEP_PX, y - away)
    await page.evaluate(TICK)
  }
  await page.mouse.up()
}
