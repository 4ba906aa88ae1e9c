import type { ShelfPlace } from '../../engine/ports.ts'

/** Where new documents go unless somebody says otherwise. */
export const USUAL_COLLECTION = 'default'

/** Where a new document of the user's stands. `name`: of its file. */
export function workflowPlace(collection: string, id: string, name: string): ShelfPlace {
  return { collection, file: `collections/${collection}/workflows/${id}/${name}` }
}
