import type { Role } from './role.ts'

/** As people read it. */
export const ROLE_WORDS = {
  viewer: 'Viewer',
  approver: 'Approver',
  developer: 'Developer',
  'ops-manager': 'Ops Manager',
  admin: 'Admin',
} as const satisfies Record<Role, string>
