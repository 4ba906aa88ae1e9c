import { describe, expect, it } from 'vitest'
import type { ActorId } from '../../src/core/run/ids.ts'
import type { AuditRow } from '../../src/engine/audit-row.ts'
import type { TokenRow } from '../../src/engine/token-row.ts'
import type { WholeStore } from '../../src/engine/whole-store.ts'
import { aPersonRow, aTokenRow, LENA, minute } from '../support/rows.ts'

const STALE = { type: 'stale' }
const WRITTEN = { type: 'appended', positions: [] }

/** What a store knows of people, tokens and what was done. */
export function describePeopleStore(name: string, open: () => WholeStore): void {
  describe(`${name}, people`, () => {
    it('[ST70] keeps people by their revision, finds one that was removed, and lists the others by id', async () => {
      const store = open()
      const [mei, ann] = [aPersonRow(), aPersonRow({ id: 'human:ann' as ActorId, ventures: ['north'], teams: [] })]
      expect(await store.append([{ person: mei }, { person: mei }, { person: ann }])).toEqual([WRITTEN, STALE, WRITTEN])
      expect(await store.listPeople()).toEqual([ann, mei])
      const removed = aPersonRow({ revision: 2, status: 'removed', roles: [] })
      expect(await store.append([{ person: removed }, { person: { ...mei, revision: 4 } }])).toEqual([WRITTEN, STALE])
      expect(await store.listPeople()).toEqual([ann])
      expect(await store.findPerson(mei.id)).toEqual(removed)
      expect(await store.findPerson('human:nobody' as ActorId)).toBeUndefined()
    })

    it('[ST71] finds a token by its hash and its id, and lists those that were not taken back', async () => {
      const store = open()
      const [first, second] = [aTokenRow(), aTokenRow({ id: 't2', hash: 'b2', holder: 'service:shop' as ActorId })]
      const sameHash = aTokenRow({ id: 't3' })
      expect(await store.append([{ token: first }, { token: second }])).toEqual([WRITTEN, WRITTEN])
      expect(await store.findTokenByHash('b2')).toEqual(second)
      expect(await store.findTokenByHash('c3')).toBeUndefined()
      expect(await store.listTokens(null)).toEqual([first, second])
      expect(await store.listTokens(LENA)).toEqual([first])
      const ended: TokenRow = { ...first, revision: 2, endedAt: minute(5) }
      expect(await store.append([{ token: ended }, { token: ended }])).toEqual([WRITTEN, STALE])
      expect(await store.listTokens(null)).toEqual([second])
      expect(await store.findToken('t1')).toEqual(ended)
      expect(await store.findToken(sameHash.id)).toBeUndefined()
    })

    it('[ST72] keeps what was done once, and tells it newest first, a page at a time', async () => {
      const store = open()
      const rows = ['a2', 'a3', 'a1'].map((id, index) => anAuditRow({ id, actor: index === 1 ? LENA : MEI }))
      for (const audit of rows) expect(await store.append([{ audit }])).toEqual([WRITTEN])
      expect(await store.append([{ audit: anAuditRow({ id: 'a2', status: 500 }) }])).toEqual([STALE])
      expect(await store.listAudit({ before: null, limit: 2 })).toEqual([rows[2], rows[1]])
      expect(await store.listAudit({ before: 'a3', limit: 2 })).toEqual([rows[0]])
      expect(await store.listAudit({ before: 'b9', limit: 2 })).toEqual([])
      expect(await store.listAudit({ before: null, actor: MEI, limit: 9 })).toEqual([rows[2], rows[0]])
    })
  })
}

const MEI = 'human:mei' as ActorId

function anAuditRow(given: Partial<AuditRow>): AuditRow {
  return { id: 'a1', at: minute(0), actor: MEI, role: 'approver', action: 'POST /api/v1/demo', status: 201, ...given }
}
