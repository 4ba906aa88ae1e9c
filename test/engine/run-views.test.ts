import { expect, it } from 'vitest'
import type { ActorId } from '../../src/core/run/ids.ts'
import type { SavedView } from '../../src/core/run/saved-views.ts'
import { VIEW_NAME_CHARACTERS_MAX, VIEWS_MAX } from '../../src/core/run/saved-views.ts'
import { createRunViews } from '../../src/engine/create-run-views.ts'
import type { RunViews } from '../../src/engine/run-views.ts'
import { aWorld } from '../support/engine.ts'
import { LENA, TOM } from '../support/runs.ts'

function someViews(): RunViews {
  const { engine, store } = aWorld()
  return createRunViews({ engine, reader: store })
}

function aView(id: string, given: Partial<SavedView> = {}): SavedView {
  return { id, name: `View ${id}`, filter: { status: ['failed'] }, ...given }
}

it('[EN58] everybody saves, changes and removes their own', async () => {
  const views = someViews()
  expect(await views.listOf(LENA)).toEqual([])
  expect(await views.save(LENA, aView('a', { name: '  Mine ' }))).toEqual({
    ok: true,
    value: aView('a', { name: 'Mine' }),
  })
  await views.save(LENA, aView('b'))
  await views.save(TOM, aView('a'))
  const other = aView('a', { name: 'mine', filter: { days: 7 } })
  expect(await views.change(LENA, other)).toEqual({ ok: true, value: other })
  expect(await views.listOf(LENA)).toEqual([other, aView('b')])
  expect(await views.remove(LENA, 'a')).toEqual({ ok: true, value: [aView('b')] })
  expect(await views.listOf(TOM)).toEqual([aView('a')])
})

it('[EN58] the same id saves one once, as it was then', async () => {
  const views = someViews()
  await views.save(LENA, aView('a'))
  expect(await views.save(LENA, aView('a', { name: 'Another' }))).toEqual({ ok: true, value: aView('a') })
  expect(await views.listOf(LENA)).toEqual([aView('a')])
})

it('[EN58] no two have the same name, and a name is neither empty nor too long', async () => {
  const views = someViews()
  for (const id of ['a', 'b']) await views.save(LENA, aView(id))
  expect(await views.save(LENA, aView('c', { name: 'VIEW A' }))).toEqual(
    refusal({ code: 'view-exists', name: 'VIEW A' }),
  )
  expect(await views.change(LENA, aView('b', { name: 'view a' }))).toEqual(
    refusal({ code: 'view-exists', name: 'view a' }),
  )
  for (const name of ['  ', 'n'.repeat(VIEW_NAME_CHARACTERS_MAX + 1)])
    expect(await views.save(LENA, aView('c', { name }))).toEqual(refusal({ code: 'view-name-invalid' }))
  expect(await views.listOf(LENA)).toEqual([aView('a'), aView('b')])
})

it('[EN58] what is not there is neither changed nor removed, and nobody keeps too many', async () => {
  const views = someViews()
  const unknown = refusal({ code: 'view-unknown', id: 'a' })
  expect(await views.change(LENA, aView('a'))).toEqual(unknown)
  expect(await views.remove(LENA, 'a')).toEqual(unknown)
  for (let index = 0; index < VIEWS_MAX; index += 1) await views.save(LENA, aView(String(index)))
  expect(await views.save(LENA, aView('more'))).toEqual(refusal({ code: 'views-full' }))
})

it('[EN59] of changes at the same moment none is lost', async () => {
  const views = someViews()
  await Promise.all(['a', 'b', 'c'].map((id) => views.save(LENA, aView(id))))
  expect((await views.listOf(LENA)).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})

it('[EN59] where another program was first, nothing is saved', async () => {
  const { engine, store } = aWorld()
  const stale = createRunViews({ engine, reader: { findRunViews: async () => undefined } })
  await createRunViews({ engine, reader: store }).save(LENA, aView('a'))
  expect(await stale.save(LENA, aView('b'))).toEqual(refusal({ code: 'views-changed' }))
  expect((await store.findRunViews(LENA as ActorId))?.views).toEqual([aView('a')])
})

function refusal(error: unknown) {
  return { ok: false, error }
}
