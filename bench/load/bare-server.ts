/** The least a server on Node can be: what starting one costs before any of it is ours. Prints its port. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const server = createServer((_request, response) => response.end('ready'))
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
