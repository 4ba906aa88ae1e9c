import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemIds } from '../../src/adapters/system/ids.ts'
import { err } from '../../src/core/basics/result.ts'
import type { Projects } from '../../src/engine/projects.ts'
import { OWNER_PERSON, SYSTEM_CLOCK, someBlobs } from '../support/engine.ts'
import { folderWith } from '../support/folders.ts'
import { aLibrary, anOffice } from '../support/library.ts'
import { ref } from '../support/plans.ts'
import { projectsIn } from '../support/projects.ts'

const FILE = '.skillmeat-workflow-overrides.toml'
const OVERRIDES = '[workflows.ask.stages.one.roles]\nprimary = "human:ann"\n'
const ASK = 'workflow_id: ask\nstages: [{ id: one, roles: { primary: "human:lena" } }]\n'
const NONE = 'f'.repeat(64)

function someProjects(): Projects {
  const office = anOffice(aLibrary())
  office.library.write('ask', ASK)
  office.library.write('broken', 'workflow_id: broken\nstages: 7\n')
  return projectsIn(folderWith(), {
    workflows: office.workflows,
    clock: SYSTEM_CLOCK,
    ids: systemIds,
    blobs: someBlobs(),
  })
}

async function opened(projects: Projects, folder: string) {
  const project = await projects.open(folder)
  if (!project.ok) throw new Error(project.error.code)
  return project.value
}

function editOf(id: string, workflow: string) {
  const set = new Map([['primary', ref('human:bob')]])
  return { id, workflow, stage: 'one', set, remove: [], by: OWNER_PERSON }
}

describe('projects that can not be used', () => {
  it('[TT8] say at every door that their folder is gone', async () => {
    const [projects, folder] = [someProjects(), folderWith({ [FILE]: OVERRIDES })]
    const { id, digest } = await opened(projects, folder)
    rmSync(folder, { recursive: true })
    const gone = { ok: false, error: { code: 'project-gone' } }
    expect(await projects.compare(id)).toMatchObject(gone)
    expect(await projects.accept({ id, digest, by: OWNER_PERSON })).toMatchObject(gone)
    const unplanned = async () => err({ code: 'workflow-unknown', name: 'ask' } as const)
    expect(await projects.override(editOf(id, 'ask'))).toMatchObject(gone)
    expect(await projects.planWithin({ id, trust: 'stored' }, unplanned)).toMatchObject(gone)
    expect(await projects.open(folder)).toMatchObject({ ok: false, error: { code: 'folder-unknown' } })
  })

  it('[TT8] are neither accepted nor edited while a part of them can not be read', async () => {
    const [projects, folder] = [someProjects(), folderWith({ 'AGENTS.md': '# Rules\n' })]
    symlinkSync('/etc/hostname', join(folder, FILE))
    const { id, digest } = await opened(projects, folder)
    const unreadable = { error: { code: 'project-unreadable', obstacles: [{ file: FILE }] } }
    expect(await projects.accept({ id, digest, by: OWNER_PERSON })).toMatchObject(unreadable)
    expect(await projects.override(editOf(id, 'ask'))).toMatchObject(unreadable)
  })

  it('[TT2] what was accepted already stays as it was accepted, and is listed by its folder', async () => {
    const projects = someProjects()
    const [one, other] = [
      await opened(projects, folderWith({ [FILE]: OVERRIDES })),
      await opened(projects, folderWith({ [FILE]: OVERRIDES })),
    ]
    for (const { id, digest } of [one, other]) await projects.accept({ id, digest, by: OWNER_PERSON })
    const [first, second] = await projects.list()
    expect([first?.folder, second?.folder]).toEqual([one.folder, other.folder].toSorted())
    const again = await projects.accept({ id: one.id, digest: one.digest, by: OWNER_PERSON })
    expect([first, second]).toContainEqual(again.ok ? again.value : undefined)
  })

  it('[TT1] an id that nobody named is refused at every door', async () => {
    const projects = someProjects()
    const unknown = { ok: false, error: { code: 'project-unknown', id: NONE } }
    expect(await projects.compare(NONE)).toEqual(unknown)
    expect(await projects.accept({ id: NONE, digest: NONE, by: OWNER_PERSON })).toEqual(unknown)
    expect(await projects.override(editOf(NONE, 'ask'))).toEqual(unknown)
    expect(await projects.revoke(NONE)).toEqual(unknown)
  })

  it('[TT10] can be taken back, also once their folder is gone', async () => {
    const [projects, folder] = [someProjects(), folderWith({ [FILE]: OVERRIDES })]
    const { id, digest } = await opened(projects, folder)
    const nothing = { ok: false, error: { code: 'nothing-accepted', folder } }
    expect(await projects.revoke(id)).toEqual(nothing)
    await projects.accept({ id, digest, by: OWNER_PERSON })
    expect(await projects.revoke(id)).toMatchObject({
      value: { id, digest, standing: { type: 'unseen' }, acceptedAt: null },
    })
    expect(await projects.list()).toEqual([])
    await projects.accept({ id, digest, by: OWNER_PERSON })
    rmSync(folder, { recursive: true })
    expect(await projects.revoke(id)).toMatchObject({ value: { id, standing: { type: 'gone' } } })
    expect(await projects.revoke(id)).toEqual(nothing)
  })

  it('[TT2] where there is nothing to accept, nothing is accepted', async () => {
    const projects = someProjects()
    const { id, digest } = await opened(projects, folderWith({ 'AGENTS.md': '# Rules\n' }))
    expect(await projects.accept({ id, digest, by: OWNER_PERSON })).toMatchObject({
      error: { code: 'nothing-to-accept' },
    })
  })

  it('[TT9] an edit for a WorkChart that is not there, or can not be read, is refused', async () => {
    const projects = someProjects()
    const { id } = await opened(projects, folderWith({ [FILE]: OVERRIDES }))
    expect(await projects.override(editOf(id, 'none'))).toMatchObject({ error: { code: 'workflow-unknown' } })
    expect(await projects.override(editOf(id, 'broken'))).toMatchObject({ error: { code: 'workflow-invalid' } })
    expect(await projects.override(editOf(id, 'ask'))).toMatchObject({
      ok: true,
      value: { text: OVERRIDES.replace('ann', 'bob') },
    })
  })

  it('[TT1] of more than a hundred named ones the first gives way, unless something of it was accepted', async () => {
    const projects = someProjects()
    const first = await opened(projects, folderWith({ [FILE]: OVERRIDES }))
    const kept = await opened(projects, folderWith({ [FILE]: OVERRIDES }))
    await projects.accept({ id: kept.id, digest: kept.digest, by: OWNER_PERSON })
    for (let named = 0; named < 100; named += 1) await opened(projects, folderWith())
    expect(await projects.compare(first.id)).toMatchObject({ error: { code: 'project-unknown' } })
    expect(await projects.compare(kept.id)).toMatchObject({ ok: true })
    expect((await projects.list()).map(({ id }) => id)).toEqual([kept.id])
  })
})
