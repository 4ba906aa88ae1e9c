import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { Defined } from '../../../src/web/parts/defined.tsx'
import { DropDown } from '../../../src/web/parts/drop-down.tsx'

afterEach(cleanup)

it('[UI319] a defined word has its definition for whoever points at it or comes by keys, until Escape', () => {
  const { getByRole, container } = render(<Defined term="Stall rate" definition="Runs that did not go on." />)
  const term = getByRole('button', { name: 'Stall rate' })
  const described = container.querySelector(`[id="${term.getAttribute('aria-describedby')}"]`)
  expect(described?.textContent).toBe('Runs that did not go on.')
  const isOpen = () => container.querySelector('.defined-open') !== null
  fireEvent.focus(term)
  expect(isOpen()).toBe(true)
  fireEvent.keyDown(term, { key: 'Escape' })
  expect(isOpen()).toBe(false)
  fireEvent.mouseEnter(term)
  expect(isOpen()).toBe(true)
})

it('[UI320] what a button opens is closed by Escape, which goes back to the button, and by a click elsewhere', () => {
  const { container } = render(
    <DropDown icon="charts" words="Every WorkChart">
      <button type="button">Support desk</button>
    </DropDown>,
    { wrapper: MantineProvider },
  )
  const details = container.querySelector('details')
  if (details === null) throw new Error('There is nothing to open.')
  details.open = true
  fireEvent.keyDown(details, { key: 'Escape' })
  expect(details.open).toBe(false)
  expect(document.activeElement).toBe(details.querySelector('summary'))
  details.open = true
  fireEvent.mouseDown(document.body)
  expect(details.open).toBe(false)
})
