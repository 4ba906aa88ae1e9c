/** What somebody is there for, the one that allows least first. Several add up. */
export const ROLES = ['viewer', 'approver', 'developer', 'ops-manager', 'admin'] as const
export type Role = (typeof ROLES)[number]
