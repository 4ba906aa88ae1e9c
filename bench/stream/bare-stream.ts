/**
 * The least a server of live messages on Node can be: so many messages a second, written to every client ten times a
 * second. Prints its port; answers `report` with when it made each message.
 */
import type { ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const [everyMs = '5'] = process.argv.slice(2)
const TOLD_EVERY_MS = 100
const RUN = '01960000-0000-7000-8000-000000000001'

const clients = new Set<ServerResponse>()
const at: number[] = []
let waiting = ''
let begun = Number.POSITIVE_INFINITY

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write('retry: 3000\n\n')
  clients.add(response)
})
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))

process.on('message', (message) => {
  if (message === 'begin') begun = Date.now()
  if (message === 'report') process.send?.(at)
})

setInterval(() => {
  while (begun + at.length * Number(everyMs) <= Date.now()) make()
}, 1)

setInterval(() => {
  if (waiting === '') return
  const told = Buffer.from(waiting)
  waiting = ''
  for (const client of clients) client.write(told)
}, TOLD_EVERY_MS)

function make(): void {
  at.push(Date.now())
  const data = { position: at.length, run: RUN, seq: at.length, type: 'run-paused', stage: null }
  waiting += `id: ${at.length}\ndata: ${JSON.stringify(data)}\n\n`
}
