import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import { CommitSelect } from '../../../src/web/screens/builder/commit-select.tsx'

afterEach(cleanup)

function aList() {
  const commits: string[] = []
  const List = () => {
    const [value, setValue] = useState('')
    const commit = (chosen: string) => {
      commits.push(chosen)
      setValue(chosen)
    }
    return <CommitSelect aria-label="List" value={value} data={['', 'Amount', 'Category', 'Case']} onCommit={commit} />
  }
  const { getByLabelText, container } = render(<List />, { wrapper: MantineProvider })
  const list = getByLabelText('List') as HTMLSelectElement
  const choose = (value: string) => fireEvent.change(list, { target: { value } })
  const press = (key: string) => fireEvent.keyDown(list, { key })
  const passBy = (value: string) => {
    press('C')
    choose(value)
  }
  return { list, commits, choose, press, passBy, says: () => container.textContent }
}

it('[UI112] a choice from the list that opens is one edit at once, also when a key has opened it', () => {
  const { list, commits, choose, press } = aList()
  fireEvent.pointerDown(list)
  choose('Category')
  press(' ')
  choose('Case')
  fireEvent.blur(list)
  expect(commits).toEqual(['Category', 'Case'])
})

it.each(['Enter', 'leaving'])('[UI112] what keys lead to past others is one edit, with %s', (end) => {
  const { list, commits, passBy, press, says } = aList()
  passBy('Category')
  passBy('Case')
  expect([commits, list.value]).toEqual([[], 'Case'])
  expect(says()).toContain('Enter takes it, Escape goes back.')
  if (end === 'Enter') press(end)
  fireEvent.blur(list)
  expect(commits).toEqual(['Case'])
  expect(says()).not.toContain('Enter takes it')
})

it('[UI112] Escape goes back, and what was led back to is no edit', () => {
  const { list, commits, passBy, press } = aList()
  passBy('Category')
  press('Escape')
  expect(list.value).toBe('')
  passBy('Category')
  passBy('')
  fireEvent.blur(list)
  expect(commits).toEqual([])
})
