import type { Role } from './role.ts'
import { ROLES } from './role.ts'

/** What can be allowed. Each route of the API asks for exactly one. */
export const RIGHTS = [
  /** Their own session, their own settings, the names of the others. */
  'own',
  /** WorkCharts, runs, triggers, receipts, skills and knowledge, as they are. */
  'work:read',
  /** Making and changing drafts and knowledge, trying them, asking for skills. */
  'work:author',
  /** Making a draft what schedules and people start. */
  'work:publish',
  /** The same for a WorkChart that belongs to a venture, and so to others too. */
  'work:share',
  /** Starting, stopping and repeating runs, and holding schedules. */
  'runs:operate',
  /** Deciding tasks that are addressed to them. */
  'tasks:take-part',
  /** Seeing and deciding all tasks, and passing them on. */
  'tasks:oversee',
  /** The source of skills, and what a project brings along. */
  'sources:write',
  /** What agents are reached with, prices, and how people are told. */
  'settings:write',
  /** Who there is, what they may, and what was done. */
  'people:manage',
] as const
export type Right = (typeof RIGHTS)[number]

const GIVEN = {
  viewer: ['own', 'work:read'],
  approver: ['own', 'tasks:take-part'],
  developer: ['own', 'work:read', 'work:author', 'work:publish', 'runs:operate', 'sources:write'],
  'ops-manager': [
    'own',
    'work:read',
    'work:author',
    'work:publish',
    'work:share',
    'runs:operate',
    'tasks:take-part',
    'tasks:oversee',
  ],
  admin: ['own', 'work:read', 'settings:write', 'people:manage'],
} as const satisfies Record<Role, readonly Right[]>

/** The role that somebody uses when they do what needs this right: of those they hold, the one that allows least. */
export function roleFor(right: Right, roles: readonly Role[]): Role | undefined {
  return ROLES.find((role) => roles.includes(role) && gives(role, right))
}

function gives(role: Role, right: Right): boolean {
  const given: readonly Right[] = GIVEN[role]
  return given.includes(right)
}
