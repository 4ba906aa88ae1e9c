import { checkArtifactText } from '../../src/adapters/files/check-artifact-text.ts'
import { openShelf } from '../../src/adapters/files/open-shelf.ts'
import { systemIds } from '../../src/adapters/system/ids.ts'
import { createSources } from '../../src/engine/create-sources.ts'
import type { Library } from '../../src/engine/ports.ts'
import type { Sources } from '../../src/engine/sources.ts'

/** The files of the artifacts in a home. */
export function sourcesIn(home: string, library: Pick<Library, 'resolve'>): Sources {
  return createSources({ library, shelf: openShelf(home), check: checkArtifactText, ids: systemIds })
}
