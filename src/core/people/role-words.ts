import type { Role } from './role.ts'

/** As people read it. */
export const ROLE_WORDS = {
  viewer: 'Viewer',
  approver: 'Approver',
  developer: 'Developer',
  'ops-manager': 'Ops Manager',
  admin: 'Admin',
} as const satisfies Record<Role, string>

/** What a role is for, for whoever gives it out. */
export const ROLE_PURPOSES = {
  viewer: 'Sees WorkCharts, runs and receipts, and changes nothing',
  approver: 'Decides the tasks that are addressed to them',
  developer: 'Makes skills, and WorkCharts of their own',
  'ops-manager': 'Builds and publishes WorkCharts, runs them, sees to all tasks',
  admin: 'Adds people, gives out roles, sets up connections',
} as const satisfies Record<Role, string>
