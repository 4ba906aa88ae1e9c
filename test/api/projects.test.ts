import { describe, expect, it } from 'vitest'
import { planReport } from '../../src/api/contract/plan.ts'
import { project, projectComparison, projectList } from '../../src/api/contract/projects.ts'
import type { Json } from '../../src/core/basics/json.ts'
import { folderWith } from '../support/folders.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, HOST, PORT, postOf } from '../support/http-world.ts'

const FILE = '.skillmeat-workflow-overrides.toml'
const OVERRIDES = '[workflows.refunds.stages.reply.roles]\nprimary = "human:ann"\n'
const NONE = 'f'.repeat(64)

/** As a page in a signed-in browser sends it. */
async function fromBrowser(world: ApiWorld, path: string, body?: Json): Promise<string> {
  const cookie = `workcharts-session-${PORT}=${world.sessions.exchange(world.sessions.issueCode())}`
  const { headers, ...order } = body === undefined ? {} : postOf(body)
  const response = await world.api.request(`http://${HOST}${path}`, {
    ...order,
    headers: { host: HOST, origin: `http://${HOST}`, cookie, ...(headers as Record<string, string>) },
  })
  const answer = (await response.json()) as { code?: string }
  return `${response.status} ${answer.code ?? ''}`
}

async function opened(world: ApiWorld) {
  const folder = folderWith({ [FILE]: OVERRIDES })
  return await world.post('/api/v1/projects', { body: { folder }, schema: project })
}

describe('projects', () => {
  it('[AP120][AP123] are named, accepted and edited by the command line alone; a page may look', async () => {
    const world = anApi()
    const { id, folder, digest } = await opened(world)
    const refused = '403 for-command-line'
    expect(await fromBrowser(world, '/api/v1/projects', { folder })).toBe(refused)
    expect(await fromBrowser(world, `/api/v1/projects/${id}/accept`, { digest })).toBe(refused)
    expect(await fromBrowser(world, `/api/v1/projects/${id}/revoke`, {})).toBe(refused)
    expect(await fromBrowser(world, `/api/v1/projects/${id}/overrides`, { workflow: 'refunds' })).toBe(refused)
    const once = { project: { id, trust: 'once' }, inputs: { message: 'x' } }
    expect(await fromBrowser(world, '/api/v1/workflows/refunds/runs', once)).toBe(refused)
    expect(await fromBrowser(world, '/api/v1/workflows/refunds/plan', { project: once.project })).toBe(refused)
    expect(await fromBrowser(world, '/api/v1/projects')).toBe('200 ')
    expect(await fromBrowser(world, '/api/v1/workflows/refunds/plan', { project: { id } })).toBe('200 ')
    expect(await world.get('/api/v1/projects', projectList)).toEqual({ projects: [] })
  })

  it('[AP121] are listed once something of them was accepted, and compared', async () => {
    const world = anApi()
    const { id, digest } = await opened(world)
    const compared = await world.get(`/api/v1/projects/${id}/comparison`, projectComparison)
    expect(compared.files[0]?.lines?.map(({ mark }) => mark)).toEqual(['added', 'added', 'added'])
    await world.post(`/api/v1/projects/${id}/accept`, { body: { digest }, schema: project })
    expect(await world.get('/api/v1/projects', projectList)).toMatchObject({ projects: [{ id, standing: 'accepted' }] })
    expect(await world.refused(`/api/v1/projects/${id}/accept`, { digest: NONE })).toMatchObject({
      code: 'project-changed',
    })
  })

  it('[AP122][TT1] are used by id: one that nobody named is refused, and a path is no id', async () => {
    const world = anApi()
    const plan = '/api/v1/workflows/refunds/plan'
    expect(await world.refused(plan, { project: { id: NONE } })).toMatchObject({ status: 404, code: 'project-unknown' })
    expect(await world.refused(plan, { project: { id: '../../etc' } })).toMatchObject({
      status: 422,
      code: 'body-invalid',
    })
    expect(await world.refused('/api/v1/projects', { folder: 'relative' })).toMatchObject({ code: 'folder-unknown' })
    const { id, digest } = await opened(world)
    await world.post(`/api/v1/projects/${id}/accept`, { body: { digest }, schema: project })
    const report = await world.post(plan, { body: { project: { id } }, schema: planReport })
    expect(report).toMatchObject({ project: { use: 'applied' }, overrides: [{ value: 'human:ann', line: 2 }] })
  })

  it('[AP143] are taken back by the command line alone, and the next plan is made without them', async () => {
    const world = anApi()
    const { id, digest } = await opened(world)
    const revoke = `/api/v1/projects/${id}/revoke`
    expect(await world.refused(revoke, {})).toMatchObject({ status: 409, code: 'nothing-accepted' })
    await world.post(`/api/v1/projects/${id}/accept`, { body: { digest }, schema: project })
    const plan = async () =>
      await world.post('/api/v1/workflows/refunds/plan', { body: { project: { id } }, schema: planReport })
    expect(await fromBrowser(world, revoke, {})).toBe('403 for-command-line')
    expect(await plan()).toMatchObject({ project: { use: 'applied' } })
    expect(await world.post(revoke, { schema: project })).toMatchObject({ id, standing: 'unseen', acceptedAt: null })
    expect(await plan()).toMatchObject({ project: { use: 'held-back' }, overrides: [] })
    const order = { project: { id }, inputs: { message: 'x' } }
    expect(await world.refused('/api/v1/workflows/refunds/runs', order)).toMatchObject({ code: 'project-unseen' })
    expect(await world.refused(`/api/v1/projects/${NONE}/revoke`, {})).toMatchObject({ code: 'project-unknown' })
  })

  it('[AP124] hold back a run that they would change, naming the files', async () => {
    const world = anApi()
    const { id } = await opened(world)
    const order = { project: { id }, inputs: { message: 'x' } }
    expect(await world.refused('/api/v1/workflows/refunds/runs', order)).toMatchObject({
      status: 403,
      code: 'project-unseen',
      errors: [{ detail: `${FILE}: added` }],
    })
  })
})
