import { fireEvent, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { MadeNoticeChannel, NoticeChannel, NoticePreference } from '../../../src/api/contract/notices.ts'
import type { Problem } from '../../../src/api/contract/problem.ts'
import type { Session } from '../../../src/api/contract/system.ts'
import type { Routes } from '../../support/web-server.ts'
import { EVERYTHING, problem } from '../../support/web-server.ts'
import { minutesFromNow } from '../../support/web-views.ts'
import { aNotifyingBrowser } from '../notifying-browser.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => vi.unstubAllGlobals())

const SAID: NoticePreference = {
  email: 'at-once',
  browser: 'never',
  timezone: 'UTC',
  dailyAt: '08:00',
  address: null,
  isSaid: true,
  mailsTo: null,
  isMailSent: false,
  givesAddress: true,
}
const SERVER: NoticeChannel = {
  id: 'email',
  type: 'email',
  hasSecret: true,
  from: 'settings',
  server: { host: 'smtp.example.com', port: 587, encryption: 'starttls', user: 'desk', from: 'desk@example.com' },
}
const PROGRAM: NoticeChannel = {
  id: 'p1',
  type: 'webhook',
  hasSecret: true,
  from: 'settings',
  url: 'https://a.test/in',
}
const NO_COUNTS = { waiting: 0, sent: 0, failed: 0, needless: 0 }

function told(routes: Routes = {}): Routes {
  return {
    ...routes,
    ...EVERYTHING,
    '/notices/preference': () => SAID,
    '/notices/channels': () => ({ channels: [], counts: NO_COUNTS }),
    '/notices?': () => ({ notices: [] }),
    ...routes,
  }
}

function signedIn(session: Pick<Session, 'roles'>): Routes {
  return { '/session': () => ({ actor: { id: 'human:mei', name: 'mei' }, expiresAt: null, ...session }) }
}

const ADDRESS = '/settings/being-told'

function refusal(...errors: Problem['errors']): Response {
  const body: Problem = {
    type: '/problems/test',
    title: 'Refused',
    status: 422,
    detail: 'Mend what is listed.',
    instance: '/',
    code: 'notice-settings-invalid',
    errors,
  }
  return new Response(JSON.stringify(body), { status: 422, headers: { 'content-type': 'application/problem+json' } })
}

it('[UI258] what was chosen is saved with the button, and said to be', async () => {
  const { page, sent } = await openScreen(ADDRESS, told())
  const form = within(page)
  fireEvent.change(form.getByLabelText('By mail'), { target: { value: 'daily' } })
  fireEvent.change(form.getByLabelText('At'), { target: { value: '07:30' } })
  fireEvent.change(form.getByLabelText('By the clock of'), { target: { value: 'Europe/Berlin' } })
  fireEvent.change(form.getByLabelText('Your address'), { target: { value: 'me@example.com' } })
  expect(sent).toEqual([])
  fireEvent.click(form.getByRole('button', { name: 'Save' }))
  await form.findByText('Saved. It counts from now on.')
  const said = { email: 'daily', browser: 'never', timezone: 'Europe/Berlin', dailyAt: '07:30' }
  expect(sent).toEqual([{ path: '/notices/preference', body: { ...said, address: 'me@example.com' } }])
})

it('[UI258] of mails that never come nothing else is asked', async () => {
  const { page } = await openScreen(ADDRESS, told())
  fireEvent.change(within(page).getByLabelText('By mail'), { target: { value: 'never' } })
  for (const label of ['At', 'By the clock of', 'Your address']) expect(within(page).queryByLabelText(label)).toBeNull()
})

it('[UI259] what can not be is said beside its field alone, and what was chosen stays', async () => {
  let answer: () => unknown = () => SAID
  const { page } = await openScreen(ADDRESS, told({ '/notices/preference': () => answer() }))
  const address = within(page).getByLabelText<HTMLInputElement>('Your address')
  fireEvent.change(address, { target: { value: 'me' } })
  answer = () =>
    refusal({ pointer: '/address', detail: 'No address.' }, { pointer: '/dailyAt', detail: 'Not shown as a field.' })
  fireEvent.click(within(page).getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(address.getAttribute('aria-invalid')).toBe('true'))
  expect(within(page).getAllByText('No address.')).toHaveLength(1)
  expect(within(page).getByRole('alert').textContent).toContain('Not shown as a field.')
  expect(within(page).getByRole('alert').textContent).not.toContain('No address.')
  expect(address.value).toBe('me')
})

it('[UI260] gives an address only where it is theirs to give, and says why no mail comes', async () => {
  const { page } = await openScreen(ADDRESS, told())
  expect(page.textContent).toContain('no mail server is set up here')
  const theirs = { ...SAID, isMailSent: true, mailsTo: 'mei@example.com', givesAddress: false }
  const { page: other } = await openScreen(ADDRESS, told({ '/notices/preference': () => theirs }))
  expect(other.textContent).toContain('Mails go to mei@example.com.')
  expect(within(other).queryByLabelText('Your address')).toBeNull()
})

it('[UI261] asks the browser in the click that chooses it, and not before', async () => {
  const { asked } = aNotifyingBrowser('default')
  const { page } = await openScreen(ADDRESS, told())
  expect(asked()).toBe(0)
  fireEvent.click(within(page).getByLabelText('In the browser, at once'))
  expect(asked()).toBe(1)
  await within(page).findByText(/may show it/)
  fireEvent.click(within(page).getByLabelText('In the browser, at once'))
  expect(asked()).toBe(1)
})

it('[UI261] offers to ask a browser that was not asked yet', async () => {
  const { asked } = aNotifyingBrowser('default')
  const { page } = await openScreen(ADDRESS, told({ '/notices/preference': () => ({ ...SAID, browser: 'at-once' }) }))
  expect(asked()).toBe(0)
  fireEvent.click(within(page).getByRole('button', { name: 'Allow it in this browser' }))
  expect(asked()).toBe(1)
})

it('[UI261] whoever wants it no more is asked nothing', async () => {
  const { asked } = aNotifyingBrowser('default')
  const { page } = await openScreen(ADDRESS, told({ '/notices/preference': () => ({ ...SAID, browser: 'at-once' }) }))
  fireEvent.click(within(page).getByLabelText('In the browser, at once'))
  expect(asked()).toBe(0)
})

it('[UI261] says what to do where the browser keeps it from showing anything', async () => {
  const { asked } = aNotifyingBrowser('denied')
  const { page } = await openScreen(ADDRESS, told({ '/notices/preference': () => ({ ...SAID, browser: 'at-once' }) }))
  expect(page.textContent).toContain('Allow it beside the address of this page')
  fireEvent.click(within(page).getByLabelText('In the browser, at once'))
  fireEvent.click(within(page).getByLabelText('In the browser, at once'))
  expect(asked()).toBe(0)
})

it('[UI262] a mail server is set up with its fields, and what is wrong stands beside them', async () => {
  const routes = told({
    '/notices/email': () =>
      refusal({ pointer: '/host', detail: 'No server.' }, { pointer: '/port', detail: 'No port.' }),
  })
  const { page, sent } = await openScreen(ADDRESS, routes)
  const form = within(within(page).getByRole('region', { name: 'Set up a way of telling' }))
  fireEvent.change(form.getByLabelText('Server'), { target: { value: 'x y' } })
  fireEvent.change(form.getByLabelText('Port'), { target: { value: '' } })
  fireEvent.change(form.getByLabelText('Password'), { target: { value: 'pw-1' } })
  fireEvent.click(form.getByRole('button', { name: 'Set up' }))
  await form.findByText('No server.')
  expect(form.getAllByText('No port.')).toHaveLength(1)
  expect(form.getByLabelText<HTMLInputElement>('Password').value).toBe('pw-1')
  expect(sent).toMatchObject([{ path: '/notices/email', body: { host: 'x y', port: 0, password: 'pw-1' } }])
})

it('[UI262] what was taken leaves nothing of its secret in the page', async () => {
  const { page } = await openScreen(ADDRESS, told({ '/notices/email': () => SERVER }))
  const form = within(within(page).getByRole('region', { name: 'Set up a way of telling' }))
  fireEvent.change(form.getByLabelText('Password'), { target: { value: 'pw-1' } })
  fireEvent.click(form.getByRole('button', { name: 'Set up' }))
  await waitFor(() => expect(form.queryByLabelText('Password')).toBeNull())
  expect(page.innerHTML).not.toContain('pw-1')
})

it('[UI262] a way is tested, changed from what is there, and removed after a question', async () => {
  HTMLDialogElement.prototype.showModal ??= () => undefined
  const { page, sent } = await openScreen(
    ADDRESS,
    told({
      '/notices/channels/email/test': () => ({ isWell: false, detail: 'Nobody answers there.' }),
      '/notices/channels': () => ({ channels: [SERVER, PROGRAM], counts: NO_COUNTS }),
      '/notices/email': () => SERVER,
    }),
  )
  const button = (name: RegExp) => within(page).getByRole('button', { name })
  fireEvent.click(button(/^Test: Mail server/))
  await within(page).findByText('Nobody answers there.')
  expect(within(page).queryByRole('button', { name: /^Change: Program/ })).toBeNull()
  fireEvent.click(button(/^Change: Mail server/))
  expect(within(page).getByLabelText<HTMLInputElement>('Server').value).toBe('smtp.example.com')
  fireEvent.click(within(page).getAllByRole('button', { name: 'Save' }).at(-1) ?? page)
  await waitFor(() => expect(within(page).queryByLabelText('Server')).toBeNull())
  expect(sent.at(-1)).toMatchObject({ path: '/notices/email', body: { host: 'smtp.example.com', password: null } })
  fireEvent.click(button(/^Remove: Mail server/))
  expect(sent.filter(({ path }) => path.endsWith('/remove'))).toEqual([])
  fireEvent.click(within(page).getByText('Remove it'))
  await waitFor(() => expect(sent).toContainEqual({ path: '/notices/channels/email/remove', body: {} }))
})

it('[UI262] what the program was started with is not removed here', async () => {
  const given = { ...SERVER, from: 'environment' as const }
  const { page } = await openScreen(
    ADDRESS,
    told({ '/notices/channels': () => ({ channels: [given], counts: NO_COUNTS }) }),
  )
  expect(page.textContent).toContain('Given at the start')
  expect(within(page).queryByRole('button', { name: /^Remove/ })).toBeNull()
})

it('[UI262] whoever may not set them up is shown how they are told and nothing else', async () => {
  const { page } = await openScreen(ADDRESS, told(signedIn({ roles: ['approver'] })))
  await waitFor(() => expect(page.textContent).toContain('mei, Approver'))
  expect(
    within(page)
      .getAllByRole('heading', { level: 2 })
      .map(({ textContent }) => textContent),
  ).toEqual(['How you are told'])
})

it('[UI263] the secret of a program is shown once, copied, and gone once it was kept', async () => {
  const made: MadeNoticeChannel = { channel: PROGRAM, secret: 'whsec_once' }
  const copied: string[] = []
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => copied.push(text) } })
  const { page, sent } = await openScreen(ADDRESS, told({ '/notices/webhooks': () => made }))
  const form = within(within(page).getByRole('region', { name: 'Set up a way of telling' }))
  fireEvent.change(form.getByLabelText('How it tells'), { target: { value: 'webhook' } })
  fireEvent.change(form.getByLabelText('Address'), { target: { value: ' https://a.test/in ' } })
  fireEvent.click(form.getByRole('button', { name: 'Set up' }))
  await form.findByText('whsec_once')
  expect(sent.at(-1)).toEqual({ path: '/notices/webhooks', body: { url: 'https://a.test/in' } })
  fireEvent.click(form.getByRole('button', { name: 'Copy the secret' }))
  await form.findByText('Copied')
  expect(copied).toEqual(['whsec_once'])
  fireEvent.click(form.getByRole('button', { name: 'I have kept it' }))
  expect(page.innerHTML).not.toContain('whsec_once')
})

it('[UI263] a browser that copies nothing is said to, and the secret stays to be copied by hand', async () => {
  vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error('no')) } })
  const made: MadeNoticeChannel = { channel: PROGRAM, secret: 'whsec_once' }
  const { page } = await openScreen(ADDRESS, told({ '/notices/webhooks': () => made }))
  const form = within(within(page).getByRole('region', { name: 'Set up a way of telling' }))
  fireEvent.change(form.getByLabelText('How it tells'), { target: { value: 'webhook' } })
  fireEvent.click(form.getByRole('button', { name: 'Set up' }))
  fireEvent.click(await form.findByRole('button', { name: 'Copy the secret' }))
  await form.findByText(/did not copy it/)
  expect(page.innerHTML).toContain('whsec_once')
})

it('[UI264] what could not be sent is listed with the reason, and all are counted', async () => {
  const failed = {
    kind: 'task-opened',
    channel: 'email',
    person: 'human:mei-lin',
    task: 'r1.agree.1',
    workchart: 'Sign-off',
    stage: 'Agree to it',
    status: 'failed',
    tries: 9,
    sendAt: minutesFromNow(-5),
    problem: 'The mail server does not answer.',
  }
  const { page } = await openScreen(
    ADDRESS,
    told({
      '/notices?': () => ({ notices: [failed] }),
      '/notices/channels': () => ({ channels: [], counts: { waiting: 3, sent: 1200, failed: 1, needless: 1 } }),
    }),
  )
  const card = within(page).getByRole('region', { name: 'What could not be sent' })
  await waitFor(() => expect(card.textContent).toContain('The mail server does not answer.'))
  expect(card.textContent).toContain('A new task, by mail to Mei Lin, tried 9 times')
  expect(card.textContent).toContain('1,200 were sent, 1 could not be, and 1 was not needed any more. 3 wait.')
  expect(within(card).getByRole('link', { name: 'Agree to it' }).getAttribute('href')).toBe('/inbox/r1.agree.1')
})

it('[UI269] in Settings, whoever reads no work is led to how they are told', async () => {
  const { page } = await openScreen(
    '/settings',
    told({ ...signedIn({ roles: ['approver'] }), '/connections': () => problem(403, 'No.') }),
  )
  await within(page).findByRole('heading', { level: 2, name: 'How you are told' })
  expect(within(page).queryByRole('link', { name: 'Connections' })).toBeNull()
})
