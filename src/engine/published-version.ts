import type { VersionRow } from './version-row.ts'

/** The version that triggers run: the newest one, unless that was archived; versions that were only run do not count. */
export function publishedVersion(versions: readonly VersionRow[]): VersionRow | null {
  const newest = decidedVersions(versions)[0]
  return newest?.status === 'published' ? newest : null
}

/** Published and archived versions, the newest first. */
export function decidedVersions(versions: readonly VersionRow[]): readonly VersionRow[] {
  return versions
    .filter((version) => version.status !== 'unpublished')
    .toSorted((left, right) => right.number - left.number)
}
