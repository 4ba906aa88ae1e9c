import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { ROUTE_RIGHTS } from '../../src/api/rights.ts'
import type { Aim, Attempt } from '../support/attempts.ts'
import { ATTEMPTS } from '../support/attempts.ts'
import { aBrowser, enter, settled } from '../support/browser.ts'
import { invitationOf } from '../support/invitation.ts'
import type { Arrival } from '../support/open-door.ts'
import { anOpenDoor } from '../support/open-door.ts'
import { newStartLink } from '../support/server-api.ts'
import { PASSWORD } from '../support/sign-in.ts'
import { aStranger } from '../support/stranger.ts'
import type { Answered } from '../support/traffic.ts'
import { watchTraffic } from '../support/traffic.ts'
import { anUndecided } from '../support/undecided.ts'
import { whatCounts } from '../support/what-counts.ts'

const stack = new AsyncDisposableStack()
const { home, server, api, task, decision } = stack.use(await anUndecided('--share', '--no-browser'))
const browser = stack.use(await aBrowser())
const stranger = stack.use(await aStranger())

afterAll(() => stack.disposeAsync())

/** Whose browser it is, and where the page of the stranger is: at another port, to which the cookie goes too, or at another name. */
const BROWSERS = [
  { who: 'the local owner', place: '127.0.0.1' },
  { who: 'the local owner', place: 'localhost' },
  { who: 'a person', place: '127.0.0.1' },
] as const

it.each(BROWSERS)(
  '[E2E9][E2E124] a page of somebody else at $place reads nothing and does nothing with the browser of $who',
  async ({ who, place }) => {
    const page = await signedIn(who)
    const aim = await aimAt(page)
    const before = await whatCounts(api, task.run)
    const outcomes: Outcome[] = []
    for (const attempt of ATTEMPTS) outcomes.push(await make(page, { place, attempt, aim }))
    expect(outcomes.filter(cameToSomething)).toEqual([])
    await page.goto(aim.task)
    await settled(page, 'Sign off the week')
    expect(await whatCounts(api, task.run)).toEqual(before)
    print(`${who}, from ${place}: ${outcomes.length} attempts, ${wordsOf(outcomes)}`)
  },
)

it('[E2E124] a link to whatever acts is refused', async () => {
  const page = await signedIn('the local owner')
  const before = await whatCounts(api, task.run)
  const links = await followLinks(page)
  expect(links.filter(({ status }) => status !== REFUSED)).toEqual([])
  expect(await whatCounts(api, task.run)).toEqual(before)
  print(`${links.length} links to what acts, all refused`)
})

it('[E2E124] the same attempts come to what they are made for where nothing is defended', async () => {
  await using door = await anOpenDoor()
  const page = await signedIn('the local owner')
  const aim = { ...(await aimAt(page)), ...aimOn(door.origin), file: `${door.origin}/assets/index.js` }
  for (const attempt of ATTEMPTS) {
    const before = door.arrivals().length
    await page.goto(`http://127.0.0.1:${stranger.port}/`)
    const said = await page.evaluate<string>(running(attempt, aim))
    const came = async () => cameOf(door.arrivals().slice(before), said + (await page.evaluate<string>(HEARD)))
    await expect.poll(came, { message: `${attempt.kind}: ${attempt.what}` }).toContain(attempt.unhindered)
    await closeWindows(page)
  }
  const cookie = `workcharts-session-${server.port}=`
  expect(stranger.cookies()).toContain(cookie)
  const arrivals = door.arrivals()
  const withCookie = arrivals.filter((arrival) => arrival.cookie.includes(cookie))
  expect(withCookie.length).toBeGreaterThan(ATTEMPTS.length / 2)
  print(
    `${ATTEMPTS.length} attempts at an open door: ${withCookie.length} of ${arrivals.length} requests bring the cookie`,
  )
})

async function signedIn(who: (typeof BROWSERS)[number]['who']): Promise<Page> {
  const page = await browser.open()
  if (who === 'the local owner') {
    await enter(page, await newStartLink(api))
    return page
  }
  await page.goto(await invitationOf(home, ['developer', 'ops-manager', 'admin']))
  await page.getByLabel('New password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await settled(page, 'Home')
  return page
}

/** At what whoever is signed in here sees, with the answer that would count. */
async function aimAt(page: Page): Promise<Aim> {
  const { origin } = new URL(page.url())
  const file = await page.evaluate<string>(`document.querySelector('script[src]').src`)
  const on = aimOn(origin)
  return { ...on, file, answer: `${on.api}/tasks/${task.id}/answer`, decision }
}

function aimOn(origin: string) {
  const routes = `${origin}/api/v1`
  const pages = { task: `${origin}/inbox/${task.id}`, form: `${origin}/start/sign-off` }
  return { api: routes, ...pages, answer: `${routes}/answer`, socket: routes.replace('http', 'ws') }
}

interface Outcome {
  readonly attempt: Pick<Attempt, 'kind' | 'what'>
  /** What the page was told, and what stands within it. */
  readonly read: string
  readonly shown: string
  readonly answered: readonly Answered[]
}

interface Making {
  readonly place: string
  readonly attempt: Attempt
  readonly aim: Aim
}

async function make(page: Page, { place, attempt, aim }: Making): Promise<Outcome> {
  const { origin } = new URL(aim.api)
  await page.goto(`http://${place}:${stranger.port}/`)
  using traffic = watchTraffic(page, origin)
  const said = await page.evaluate<string>(running(attempt, aim))
  await traffic.quiet()
  const read = said + (await page.evaluate<string>(HEARD))
  const shown = page.frames().flatMap((frame) => (frame.url().startsWith(origin) ? [frame.url()] : []))
  const answered = traffic.answered()
  await closeWindows(page)
  const { kind, what } = attempt
  return { attempt: { kind, what }, read, shown: shown.join(), answered }
}

function running({ script }: Attempt, aim: Aim): string {
  return `(async (at) => ${script})(${JSON.stringify(aim)}).then((said) => said ?? '', () => '')`
}

const HEARD = 'heard.join()'

function cameOf(arrivals: readonly Arrival[], read: string): readonly Attempt['unhindered'][] {
  const came = {
    arrives: arrivals.length > 0,
    reads: read !== '',
    acts: arrivals.some(({ method }) => method !== 'GET' && method !== 'HEAD'),
  }
  return (['arrives', 'reads', 'acts'] as const).filter((one) => came[one])
}

async function closeWindows(page: Page): Promise<void> {
  for (const other of page.context().pages()) if (other !== page) await other.close()
}

/** Every route that does something, asked for as a link of another page asks for it. */
async function followLinks(page: Page) {
  const links: { readonly path: string; readonly status: number }[] = []
  for (const route of Object.keys(ROUTE_RIGHTS).filter((one) => !one.startsWith('GET '))) {
    const path = route.slice(route.indexOf('/')).replace(/\{\w+\}/, route.includes('/tasks/') ? task.id : task.run)
    await page.goto(`http://127.0.0.1:${stranger.port}/`)
    const url = `http://127.0.0.1:${server.port}${path}`
    const left = page.waitForURL(url)
    const [answer] = await Promise.all([page.waitForResponse(url), page.evaluate(`void (location.href = '${url}')`)])
    await left
    links.push({ path, status: answer.status() })
  }
  return links
}

const REFUSED = 403

/** Whether something was told, stands in the page, or was answered by more than a refusal. */
function cameToSomething({ attempt, read, shown, answered }: Outcome): boolean {
  const isLet = ({ status, path }: Answered) => status !== REFUSED && !(attempt.kind === 'windows' && isPage(path))
  return read !== '' || shown !== '' || answered.some(isLet)
}

/** A page of ours in a window of its own, which no other page can read. */
function isPage(path: string): boolean {
  return !path.startsWith('/api/')
}

function wordsOf(outcomes: readonly Outcome[]): string {
  const kinds = Map.groupBy(outcomes, ({ attempt }) => attempt.kind)
  return [...kinds].map(([kind, { length }]) => `${kind} ${length}`).join(', ')
}

function print(line: string): void {
  process.stdout.write(`  ${line}\n`)
}
