import { expect, it } from 'vitest'
import { aBrowser, settled } from '../support/browser.ts'
import { aHome, startServer } from '../support/program.ts'

it('[E2E9] a start link opens Home once; after that it leads to the page that says how to get another', async () => {
  await using home = await aHome()
  await using server = await startServer(home)
  await using browser = await aBrowser()
  const reader = await browser.open()
  await reader.goto(server.link)
  await settled(reader, 'Home')
  expect(reader.url()).toBe(`http://127.0.0.1:${server.port}/`)

  const finder = await browser.open()
  await finder.goto(server.link)
  await settled(finder, 'This link does not open anything any more')
  await finder.getByText('workcharts open', { exact: true }).waitFor()
  await finder.goto(`http://127.0.0.1:${server.port}/inbox`)
  await settled(finder, 'This link does not open anything any more')
  process.stdout.write('  a used link leads to the page that says `workcharts open`\n')
})
