import { describe, expect, it } from 'vitest'
import type { ActorId } from '../../src/core/run/ids.ts'
import type { RunViewsRow } from '../../src/engine/run-views-row.ts'
import type { WholeStore } from '../../src/engine/whole-store.ts'
import { LENA } from '../support/rows.ts'

const MINE: RunViewsRow = {
  person: LENA,
  revision: 1,
  views: [{ id: 'v1', name: 'Failed this week', filter: { status: ['failed'], days: 7 } }],
}

/** What a store knows of the lists of runs that people come back to. */
export function describeRunViewStore(name: string, open: () => WholeStore): void {
  describe(`${name}, views of runs`, () => {
    it('[ST114] keeps those of each person, and nothing of a revision that is not the next', async () => {
      const store = open()
      expect(await store.findRunViews(LENA)).toBeUndefined()
      expect(await store.append([{ runViews: MINE }])).toEqual([{ type: 'appended', positions: [] }])
      const relay = { name: 'notices', revision: 1, position: 7 }
      expect(await store.append([{ runViews: { ...MINE, views: [] }, relay }])).toEqual([{ type: 'stale' }])
      expect(await store.findRelay('notices')).toBeUndefined()
      expect(await store.findRunViews(LENA)).toEqual(MINE)
      const none = { ...MINE, revision: 2, views: [] }
      await store.append([{ runViews: none }, { runViews: { ...MINE, person: 'human:mei' as ActorId } }])
      expect(await store.findRunViews(LENA)).toEqual(none)
    })
  })
}
