import { expect, it } from 'vitest'
import { openShelf } from '../../../src/adapters/files/open-shelf.ts'
import type { WorkflowId } from '../../../src/core/workflow/workflow.ts'
import { folderWith } from '../../support/folders.ts'

const REFUNDS = 'refunds' as WorkflowId
const NEW_FILE = 'collections/default/workflows/refunds/WORKFLOW.yaml'

it('[DR7] what came with the program gets a place of its own in the usual collection', () => {
  const { placeFor } = openShelf(folderWith())
  const own = 'collections/desk/workflows/refunds.json'
  expect(placeFor(REFUNDS, own)).toEqual({ collection: 'desk', file: own })
  for (const file of ['examples/support-desk/workflows/refunds.yaml', undefined])
    expect(placeFor(REFUNDS, file)).toEqual({ collection: 'default', file: NEW_FILE })
})

it('[DR4] a file is written whole, with its folders, and read again', async () => {
  const shelf = openShelf(folderWith())
  expect(await shelf.read(NEW_FILE)).toBeUndefined()
  await shelf.write(NEW_FILE, 'workflow_id: refunds\n')
  await shelf.write(NEW_FILE, 'workflow_id: refunds\nname: a\n')
  expect(await shelf.read(NEW_FILE)).toBe('workflow_id: refunds\nname: a\n')
})
