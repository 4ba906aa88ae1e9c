import { fireEvent, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { Person } from '../../../src/api/contract/people.ts'
import type { Session } from '../../../src/api/contract/system.ts'
import type { Role } from '../../../src/core/people/role.ts'
import { draftOfPerson, toPersonRequest } from '../../../src/web/derive/person-form.ts'
import { EVERYTHING, problem } from '../../support/web-server.ts'
import { minutesFromNow } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => vi.unstubAllGlobals())

const MEI: Person = {
  id: 'human:mei-lin',
  name: 'Mei Lin',
  email: 'mei@example.com',
  roles: ['approver', 'viewer'],
  teams: ['support'],
  ventures: ['north'],
  changedBy: { id: 'human:owner', name: 'owner' },
  changedAt: minutesFromNow(-5),
}
const WITH_MEI = { ...EVERYTHING, '/people/accounts': () => ({ people: [MEI] }) }

function signedIn(roles: readonly Role[]) {
  const session: Session = { actor: { id: 'human:mei-lin', name: 'mei-lin' }, roles: [...roles], expiresAt: null }
  return { ...EVERYTHING, '/session': () => session }
}

it('[UI244] says that everything is one’s own while there is nobody else', async () => {
  const { page } = await openScreen('/settings/people', EVERYTHING)
  await waitFor(() => expect(page.textContent).toContain('Nobody but you'))
})

it('[UI244] shows people with their roles, teams and ventures', async () => {
  const { page } = await openScreen('/settings/people', WITH_MEI)
  const row = (await within(page).findByText('Mei Lin')).closest('li')
  expect(row?.textContent).toContain('Approver')
  expect(row?.textContent).toContain('mei@example.com · support · only north')
})

it('[UI245] adds somebody with what was typed, and keeps it where it does not fit', async () => {
  const { page, sent } = await openScreen('/settings/people', {
    ...EVERYTHING,
    '/people/accounts': () => ({ people: [] }),
    '/people': () => problem(422, 'Nothing was saved.'),
  })
  const form = within((await within(page).findByText('Add somebody')).closest('section') ?? page)
  fireEvent.change(form.getByLabelText('Name'), { target: { value: 'Mei' } })
  fireEvent.change(form.getByLabelText('E-mail'), { target: { value: 'mei' } })
  fireEvent.click(form.getByLabelText('Ops Manager'))
  fireEvent.change(form.getByLabelText('Teams'), { target: { value: 'support, , finance ' } })
  fireEvent.click(form.getByRole('button', { name: 'Add person' }))
  await waitFor(() => expect(page.textContent).toContain('What you wrote is kept here.'))
  expect(sent).toEqual([
    {
      path: '/people',
      body: {
        name: 'Mei',
        email: 'mei',
        roles: ['approver', 'ops-manager'],
        teams: ['support', 'finance'],
        ventures: null,
      },
    },
  ])
})

it('[UI245] changes somebody, beginning with what they are', async () => {
  const { page, sent } = await openScreen('/settings/people', { ...WITH_MEI, '/people/': () => MEI })
  fireEvent.click(await within(page).findByRole('button', { name: 'Change Mei Lin' }))
  fireEvent.click(within(page).getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]).toEqual({ path: '/people/human%3Amei-lin', body: toPersonRequest(draftOfPerson(MEI)) })
  expect(toPersonRequest(draftOfPerson(MEI))).toMatchObject({
    roles: MEI.roles,
    ventures: ['north'],
    teams: ['support'],
  })
})

it('[UI245] removes somebody after asking', async () => {
  const { page, sent } = await openScreen('/settings/people', { ...WITH_MEI, '/people/': () => MEI })
  fireEvent.click(await within(page).findByRole('button', { name: 'Remove Mei Lin' }))
  expect(sent).toEqual([])
  fireEvent.click(await within(document.body).findByRole('button', { name: 'Remove them' }))
  await waitFor(() => expect(sent).toEqual([{ path: '/people/human%3Amei-lin/remove', body: {} }]))
})

it('[UI246] shows whoever is signed in only what their roles open', async () => {
  const { page } = await openScreen('/settings', signedIn(['viewer']))
  await waitFor(() => expect(page.textContent).toContain('mei-lin, Viewer'))
  expect(page.textContent).not.toContain('Add a connection')
  expect(within(page).queryByRole('link', { name: 'People' })).toBeNull()
  expect(within(page).queryByRole('link', { name: 'Inbox' })).toBeNull()
})

it('[UI246] leads whoever only decides tasks to the Inbox', async () => {
  const { page } = await openScreen('/', signedIn(['approver']))
  await waitFor(() => expect(within(page).getByRole('heading', { level: 1 }).textContent).toContain('Inbox'))
  expect(within(page).queryByRole('link', { name: 'WorkCharts' })).toBeNull()
})

it('[UI247] lists one’s own tasks first where one sees those of others too', async () => {
  const asked: string[] = []
  const { page } = await openScreen('/inbox', {
    ...signedIn(['ops-manager']),
    '/tasks?': (path) => {
      asked.push(path)
      return { tasks: [], next: null }
    },
  })
  fireEvent.click(await within(page).findByRole('link', { name: 'All' }))
  await waitFor(() => expect(asked.some((path) => !path.includes('whose'))).toBe(true))
  expect(asked.some((path) => path.startsWith('/tasks?status=open&whose=mine'))).toBe(true)
})

it('[UI247] lists all of them where all are one’s own', async () => {
  const { page } = await openScreen('/inbox', { ...EVERYTHING, '/tasks?': () => ({ tasks: [], next: null }) })
  await waitFor(() => expect(page.textContent).toContain('You, every role'))
  expect(within(page).queryByRole('link', { name: 'All' })).toBeNull()
})
