import { expect, it } from 'vitest'
import type { Backups } from '../../src/engine/backups.ts'
import { A_BACKUP } from '../support/backups.ts'
import { anApi, postOf } from '../support/http-world.ts'

it('[AP275] gives a backup as bytes that no cache keeps', async () => {
  const response = await anApi().send('/api/v1/system/backup', postOf({}))
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/x-tar'])
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  expect(await response.text()).toBe(A_BACKUP)
})

it('[AP275] refuses a second one meanwhile', async () => {
  const backups: Backups = {
    take: async () => ({ ok: false, error: { code: 'backup-under-way', detail: 'One is being taken. Wait.' } }),
  }
  expect(await anApi({ parts: { backups } }).refused('/api/v1/system/backup', {})).toMatchObject({
    status: 409,
    code: 'backup-under-way',
  })
})
