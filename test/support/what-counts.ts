import type { ServerApi } from './server-api.ts'

/** Whatever somebody could have changed. */
const WHAT_COUNTS = [
  '/audit',
  '/connections',
  '/drafts',
  '/memory',
  '/notices/channels',
  '/people/accounts',
  '/runs?limit=200',
  '/skill-requests',
  '/tasks',
  '/tokens',
  '/triggers',
  '/workflows',
]

/** All that counts of a house and one of its runs, as it is now. */
export async function whatCounts(api: ServerApi, run: string): Promise<readonly unknown[]> {
  return await Promise.all([...WHAT_COUNTS, `/runs/${run}/events`].map((path) => api.get(path)))
}
