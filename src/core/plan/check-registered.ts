import type { Reference } from '../workflow/reference.ts'
import { formatReference } from '../workflow/reference.ts'
import type { CatalogEntry } from './catalog.ts'
import type { Override } from './overrides.ts'
import type { PlanProblem } from './plan-report.ts'

/**
 * An overrides file comes with a project and may be anybody's: it can only name what is here already, or people. (Absent
 * context modules are refused wherever they are named.)
 */
export function checkRegistered(
  applied: readonly Override[],
  catalog: ReadonlyMap<string, CatalogEntry>,
): readonly PlanProblem[] {
  return applied.flatMap((override) => {
    const strangers = performersIn(override).filter((reference) => !isKnown(reference, catalog))
    return strangers.map((reference) => unregistered(reference, override))
  })
}

function performersIn(override: Override): readonly Reference[] {
  switch (override.target) {
    case 'role':
    case 'stage-role':
      return [override.value]
    case 'stage-tools':
      return override.value
    default:
      return []
  }
}

function isKnown(reference: Reference, catalog: ReadonlyMap<string, CatalogEntry>): boolean {
  const needsNoLookup = reference.kind === 'human' || reference.kind === 'role' || reference.kind === 'ctx'
  return needsNoLookup || catalog.has(formatReference(reference))
}

function unregistered(reference: Reference, { at }: Override): PlanProblem {
  return {
    code: 'override-unregistered',
    severity: 'error',
    message: `The overrides file names \`${formatReference(reference)}\`, which is not here.`,
    help: 'Add it to a collection, or name a person or something that is here.',
    pointer: '',
    at,
  }
}
