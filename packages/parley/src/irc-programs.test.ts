import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jest } from '@jest/globals'
import type { SocketClient } from './testing/client.ts'
import { type IrcProgram, ircPrograms, noIrcPrograms } from './testing/irc-programs.ts'
import { noScreen } from './testing/screen.ts'
import { dialects, TestGateway } from './testing/test-gateway.ts'

jest.setTimeout(90_000)

const missing =
  noScreen ?? (noIrcPrograms === undefined ? undefined : `${noIrcPrograms} is not installed`)

let folder: string
let host: TestGateway
let users: { readonly name: string; readonly program: IrcProgram }[] = []

/** Does something with all programs at once. */
async function all(
  act: (user: (typeof users)[number]) => Promise<void>,
  which: (user: (typeof users)[number]) => boolean = () => true,
): Promise<void> {
  await Promise.all(users.filter(which).map(act))
}

/** Waits until a user has been told all of these, by whom and what, in any order. */
async function heard(
  user: SocketClient,
  wanted: readonly (readonly [from: string, text: string])[],
): Promise<void> {
  const since = Date.now() - 60_000
  const isMissing = () =>
    wanted.some(
      ([from, text]) =>
        !user.heard.some((line) => line.startsWith(`${from}: `) && line.endsWith(text)),
    )
  for (let count = wanted.length; isMissing(); count++) await user.hear(count, since)
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-tests-irc-'))
  host = await TestGateway.open({ paced: true })
  if (missing !== undefined) return
  users = await Promise.all(
    Object.entries(ircPrograms).map(async ([name, start]) => {
      const own = await mkdtemp(join(folder, `${name}-`))
      return { name, program: await start(host.port('irc'), name, own) }
    }),
  )
})

afterEach(async () => {
  await all(({ program }) => program.close())
  users = []
  await host.close()
  await rm(folder, { recursive: true, force: true })
})

;(missing === undefined ? describe : describe.skip)(
  `clients of IRC that others have written${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    test('talk with users of all dialects in the lobby', async () => {
      await all(({ program }) => program.join('#parley'))
      for (const dialect of dialects) {
        const name = `${dialect.name}user`
        const user = await host.user(dialect, name)
        const said = `hello from ${dialect.name}`
        await user.ask({ kind: 'broadcast', text: said })
        await all(({ program }) => program.reads(name, said, '#parley'))
        await all(({ program }) => program.say('#parley', `hello ${dialect.name}`))
        await all(({ program }) => program.say(name, `psst ${dialect.name}`))
        await heard(
          user,
          users.flatMap((writer) => [
            [writer.name, `hello ${dialect.name}`] as const,
            [writer.name, `psst ${dialect.name}`] as const,
          ]),
        )
        await user.ask({ kind: 'send', to: 'irssi', text: 'only you' })
        await users[0]?.program.reads(name, 'only you')
        user.socket.destroy()
      }
    })

    test('talk with each other in a room, and privately', async () => {
      await all(({ program }) => program.join('#tea'))
      for (const { name, program } of users) {
        await program.say('#tea', `tea for ${name}`)
        await all(
          (other) => other.program.reads(name, `tea for ${name}`, '#tea'),
          (other) => other.name !== name,
        )
      }
      for (const [at, { name, program }] of users.entries()) {
        const next = users[(at + 1) % users.length]
        if (next === undefined) continue
        await program.say(next.name, 'between us')
        await next.program.reads(name, 'between us')
      }
    })
  },
)
