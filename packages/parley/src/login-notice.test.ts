import { discoverFullDialects } from './discover.ts'
import { SocketClient } from './testing/client.ts'
import { Program } from './testing/program.ts'

const dialects = await discoverFullDialects()
const NOTICE = 'what you say can be seen on a page of this gateway, private messages too'

let program: Program
const clients: SocketClient[] = []

beforeAll(async () => {
  const listen = dialects.flatMap(({ name }) => ['--listen', `${name}=0`])
  program = new Program(['serve', ...listen, '--web', '0', '--web-notice', 'on'])
  await program.says('ready\n')
}, 20_000)

afterAll(async () => {
  for (const { socket } of clients) socket.destroy()
  program.signal('SIGKILL')
  await program.done
})

/** How often a client has been told it: a notice, or a message from a name that nobody can have. */
function timesTold({ reports }: SocketClient): number {
  const told = reports.filter((one) => {
    const isFromGateway = one.kind === 'notice' || (one.kind === 'heard' && one.from === 'server')
    return isFromGateway && one.text.includes(NOTICE)
  })
  return told.length
}

test.each(dialects.map((dialect) => [dialect.name, dialect] as const))(
  'a client of %s is told once, at its login, that others may watch',
  async (_, dialect) => {
    const options = dialect.options.parse({})
    const client = new SocketClient(dialect, options, program.port(dialect.name))
    clients.push(client)
    expect(await client.login(`user${clients.length}`)).toBe(true)
    // Where the server speaks only when it is asked, the notice comes with an answer.
    if (dialect.wire(options).pulls) await client.ask({ kind: 'historySince', since: 0, most: 1 })
    await client.until(() => timesTold(client) > 0)
    await client.ask({ kind: 'list' })
    expect(timesTold(client)).toBe(1)
  },
)
