import type { Right } from './right.ts'

/** What a token may be used for, of what its holder may do. */
export const SCOPES = ['read', 'operate', 'decide', 'author', 'administer'] as const
export type Scope = (typeof SCOPES)[number]

const WITHIN = {
  read: ['own', 'work:read'],
  operate: ['own', 'work:read', 'runs:operate'],
  decide: ['own', 'tasks:take-part', 'tasks:oversee'],
  author: ['own', 'work:read', 'work:author', 'work:publish', 'work:share', 'sources:write'],
  administer: ['own', 'settings:write', 'people:manage'],
} as const satisfies Record<Scope, readonly Right[]>

/** Whether a token with these scopes reaches as far as this right. */
export function isWithin(right: Right, scopes: readonly Scope[]): boolean {
  return scopes.some((scope) => {
    const within: readonly Right[] = WITHIN[scope]
    return within.includes(right)
  })
}
