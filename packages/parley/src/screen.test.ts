import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { jest } from '@jest/globals'
import type { Dialect } from '@parley/contract'
import type { SocketClient } from './testing/client.ts'
import { parley, root } from './testing/program.ts'
import { noScreen, Screen } from './testing/screen.ts'
import { dialects, TestGateway } from './testing/test-gateway.ts'

jest.setTimeout(60_000)

let host: TestGateway
let screen: Screen | undefined
let mute: Server | undefined

beforeEach(async () => {
  host = await TestGateway.open()
})

afterEach(async () => {
  await screen?.close()
  screen = undefined
  mute?.close()
  await host.close()
})

function named(name: string): Dialect {
  const dialect = dialects.find((one) => one.name === name)
  if (dialect === undefined) throw new Error(`there is no ${name}`)
  return dialect
}

function commandFor(dialect: string, port = host.port(dialect)): string[] {
  const place = `127.0.0.1:${port}`
  return [...parley, 'chat', dialect, place, '--colour']
}

async function open(dialect: string, port = host.port(dialect)): Promise<Screen> {
  const command = commandFor(dialect, port)
  screen = await Screen.open(command, root)
  return screen
}

const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`

const has = (text: string) => (lines: readonly string[]) => lines.includes(text)

/** Bob sits at a screen; ann is somewhere else. */
async function bobAtScreen(): Promise<{ bob: Screen; ann: SocketClient }> {
  const bob = await open('vu')
  await bob.shows((lines) => lines[0]?.startsWith('Welcome to Chat Client.') === true)
  await bob.type('bob')
  await bob.press('Enter')
  await bob.shows(has('Successfully logged in as bob!'))
  return { bob, ann: await host.user(named('vu'), 'ann') }
}

const sends = (text: string) => ({ kind: 'send', to: 'bob', text }) as const

;(noScreen === undefined ? describe : describe.skip)(
  `on a real terminal${noScreen === undefined ? '' : ` (${noScreen})`}`,
  () => {
    test('a half-typed line stays below a message that comes meanwhile', async () => {
      const { bob, ann } = await bobAtScreen()
      await bob.type('@ann half a sen')
      await bob.shows(has('@ann half a sen'))
      await ann.ask(sends('hi bob'))
      const lines = await bob.shows(has('From ann: hi bob'))
      expect(lines.slice(1, 4)).toEqual([
        'Successfully logged in as bob!',
        'From ann: hi bob',
        '@ann half a sen',
      ])
      await bob.type('tence')
      await bob.press('Enter')
      await ann.hear(1)
      expect(ann.heard).toEqual(['bob: half a sentence'])
    })

    test('also when the line is longer than the screen is wide, and the screen has changed', async () => {
      const { bob, ann } = await bobAtScreen()
      const long = `@ann ${'long '.repeat(12)}end`
      await bob.resize(40, 20)
      await bob.type(long)
      await bob.shows((lines) => lines.join('').includes('end'))
      await ann.ask(sends('hi bob'))
      await bob.shows(has('From ann: hi bob'))
      await bob.press('Enter')
      await ann.hear(1)
      expect(ann.heard).toEqual([`bob: ${'long '.repeat(12)}end`])
    })

    test('no message is lost above a long line, wherever the cursor is', async () => {
      const { bob, ann } = await bobAtScreen()
      await bob.type(`@ann ${'long '.repeat(20)}end`)
      await bob.shows((lines) => lines.join('').includes('end'))
      await bob.press('Home')
      await ann.ask(sends('the first'))
      await bob.shows(has('From ann: the first'))
      await bob.press('End')
      await ann.ask(sends('the second'))
      const lines = await bob.shows(has('From ann: the second'))
      expect(lines.slice(1, 4)).toEqual([
        'Successfully logged in as bob!',
        'From ann: the first',
        'From ann: the second',
      ])
      expect(lines.filter((line) => line.startsWith('@ann'))).toHaveLength(1)
    })

    test('the arrow keys bring earlier lines back', async () => {
      const { bob, ann } = await bobAtScreen()
      await bob.type('@ann again')
      await bob.press('Enter')
      await ann.hear(1)
      await bob.press('Up')
      await bob.press('Enter')
      await ann.hear(2)
      expect(ann.heard).toEqual(['bob: again', 'bob: again'])
    })

    test.each(['C-c', 'C-d'])('%s says goodbye and ends well', async (key) => {
      const { bob } = await bobAtScreen()
      await bob.press(key)
      await bob.shows(has('status 0'))
    })

    test('a second C-c ends at once what a server keeps waiting', async () => {
      mute = createServer((socket) => void socket.resume()).listen(0, '127.0.0.1')
      await once(mute, 'listening')
      const address = mute.address()
      const bob = await open('vu', typeof address === 'object' && address ? address.port : 0)
      await bob.shows((lines) => lines[0]?.startsWith('Welcome to Chat Client.') === true)
      await bob.type('bob')
      await bob.press('Enter')
      await bob.shows((lines) => lines[0]?.endsWith('bob') === true)
      await bob.press('C-c')
      await bob.press('C-c')
      await bob.shows(has('status 1'))
    })

    test('C-z stops the program and what has started it; fg brings the half-typed line back', async () => {
      screen = await Screen.open(['bash', '--norc', '-i'], root)
      const started = `sh -c ${quoted(`${commandFor('vu').map(quoted).join(' ')}; echo over`)}`
      await screen.type(started)
      await screen.press('Enter')
      await screen.shows((lines) => lines.some((line) => line.startsWith('Welcome to Chat')))
      await screen.type('bo')
      await screen.shows((lines) => lines.some((line) => line.endsWith('login: bo')))
      await screen.press('C-z')
      await screen.shows((lines) => lines.some((line) => /\bStopped\b/.test(line)))
      await screen.type('fg')
      await screen.press('Enter')
      await screen.shows(
        (lines) =>
          lines
            .filter((line) => line !== '')
            .at(-1)
            ?.endsWith(': bo') === true,
      )
      await screen.type('b')
      await screen.press('Enter')
      await screen.shows(has('Successfully logged in as bob!'))
    })

    test('a password is not shown, and not in the history', async () => {
      const bob = await open('ghostr')
      await bob.shows((lines) => lines[0]?.startsWith('Username:') === true)
      await bob.type('bob')
      await bob.press('Enter')
      await bob.shows((lines) => lines.some((line) => line.startsWith('Password:')))
      await bob.type('falcon*solo')
      await bob.press('Enter')
      await bob.shows(has('You are logged in'))
      await bob.press('Up')
      await bob.type('whoelse')
      const lines = await bob.shows((all) => all.some((line) => line.endsWith('whoelse')))
      expect(lines.filter((line) => line.includes('falcon'))).toEqual([])
    })
  },
)
