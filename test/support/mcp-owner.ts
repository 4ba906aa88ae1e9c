import { connect } from '../../src/adapters/mcp/connect.ts'
import { toolServer } from './mcp-servers.ts'

/** A program of ours that has a server running, with a helper, until it is killed. It says the server's process id. */
const [, , scratch = '', folder = ''] = process.argv
const surroundings = { scratch, environment: { PATH: process.env['PATH'] } }
const connected = await connect(toolServer(folder, '--has-helper'), surroundings)
if (!connected.ok) throw new Error(connected.error)
const { content } = await connected.value.client.callTool({ name: 'pid' })
process.stdout.write(`${JSON.stringify(content)}\n`)
setInterval(() => undefined, 60_000)
