import type { AuditReader } from '../../engine/audit-row.ts'
import type { PersonReader } from '../../engine/person-row.ts'
import type { TokenReader } from '../../engine/token-row.ts'
import type { Tables } from './tables.ts'

export function createPeopleReader({ people, tokens, audit }: Tables): PersonReader & TokenReader & AuditReader {
  const kept = () => [...tokens.values()].filter(({ endedAt }) => endedAt === null)
  return {
    findPerson: async (id) => people.get(id),
    listPeople: async () => [...people.values()].filter(({ status }) => status !== 'removed').sort(byId),
    findToken: async (id) => tokens.get(id),
    findTokenByHash: async (hash) => [...tokens.values()].find((row) => row.hash === hash),
    listTokens: async (holder) =>
      kept()
        .filter((row) => holder === null || row.holder === holder)
        .sort(byId),
    listAudit: async ({ before, actor, limit }) => {
      const newest = [...audit.values()].reverse()
      const place = before === null ? 0 : newest.findIndex(({ id }) => id === before) + 1
      if (before !== null && place === 0) return []
      return newest
        .slice(place)
        .filter((row) => actor === undefined || row.actor === actor)
        .slice(0, limit)
    },
  }
}

interface Identified {
  readonly id: string
}

function byId(left: Identified, right: Identified): number {
  return left.id < right.id ? -1 : 1
}
