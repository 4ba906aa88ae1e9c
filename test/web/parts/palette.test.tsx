import { fireEvent, render } from '@testing-library/react'
import { beforeAll, expect, it, vi } from 'vitest'
import { Palette } from '../../../src/web/parts/palette.tsx'

// The page of the tests has no dialogs that lie over it.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function show(this: HTMLDialogElement) {
    this.open = true
  }
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.open = false
    this.dispatchEvent(new Event('close'))
  }
})

it('[UI100] arrows move around the ends, typing narrows the list, and Enter does what is chosen and closes', () => {
  const [undo, redo, onClose] = [vi.fn(), vi.fn(), vi.fn()]
  const items = [
    { id: 'undo', words: 'Undo', hint: 'Ctrl Z', run: undo },
    { id: 'redo', words: 'Redo', hint: '', run: redo },
  ]
  const { getByRole, getAllByRole } = render(<Palette label="Find an action" items={items} onClose={onClose} />)
  const field = getByRole('combobox', { name: 'Find an action' })
  const chosen = () => getAllByRole('option').map((option) => option.getAttribute('aria-selected'))
  expect(chosen()).toEqual(['true', 'false'])
  fireEvent.keyDown(field, { key: 'ArrowUp' })
  expect(chosen()).toEqual(['false', 'true'])
  expect(field.getAttribute('aria-activedescendant')).toBe(getAllByRole('option')[1]?.id)
  fireEvent.change(field, { target: { value: 'no such' } })
  expect(getByRole('status').textContent).toBe('Nothing here is called that.')
  fireEvent.keyDown(field, { key: 'ArrowDown' })
  fireEvent.keyDown(field, { key: 'Enter' })
  fireEvent.change(field, { target: { value: 're' } })
  expect(getByRole('status').textContent).toBe('1 to choose from')
  fireEvent.keyDown(field, { key: 'Enter' })
  expect([undo.mock.calls.length, redo.mock.calls.length, onClose.mock.calls.length]).toEqual([0, 1, 1])
})
