import { spawnSync } from 'node:child_process'
import { jest } from '@jest/globals'
import { commandProgram, type Program } from '@parley/kit'
import { dialectNamed } from './target.ts'
import { parley } from './testing/program.ts'
import { dialects, TestGateway } from './testing/test-gateway.ts'

jest.setTimeout(60_000)

const noPty =
  spawnSync('script', ['--version']).status === 0 ? undefined : 'script is not installed'

const WELCOME = 'Welcome to Chat Client. Enter your login: '

let host: TestGateway
let running: Program | undefined

beforeEach(async () => {
  host = await TestGateway.open()
})

afterEach(async () => {
  await running?.kill()
  running = undefined
  await host.close()
})

/** Somebody at `parley chat`: types a line once the program has shown the text before it. */
class Sitting {
  shown = ''
  readonly #program: Program
  #changed = () => {}
  #status: number | undefined

  constructor(
    dialect: string,
    place: { readonly pty: boolean; readonly term: string },
    flags: readonly string[],
  ) {
    const words = [...parley, 'chat', dialect, '{host}:{port}', ...flags]
    const clean = ['env', '-u', 'NO_COLOR', `TERM=${place.term}`, ...words]
    const start = commandProgram(clean, place)
    this.#program = start(
      { host: '127.0.0.1', port: host.port(dialect) },
      {
        shown: (text) => {
          this.shown += text
          this.#changed()
        },
        ended: (status) => {
          this.#status = status
          this.#changed()
        },
      },
    )
    running = this.#program
  }

  async shows(text: string): Promise<this> {
    while (!this.shown.includes(text)) {
      if (this.#status !== undefined) throw new Error(`ended with ${JSON.stringify(this.shown)}`)
      await this.#change()
    }
    return this
  }

  type(line: string): this {
    this.#program.type(line)
    return this
  }

  async ends(): Promise<number> {
    while (this.#status === undefined) await this.#change()
    return this.#status
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#changed = resolve
    })
  }
}

const lines = [
  ['bob', 'Successfully logged in as bob!\n'],
  ['!who', 'There are 1 online users:\nbob\n'],
  ['@bob hi', 'The message was sent successfully\nFrom bob: hi\n'],
  ['@nobody hi', 'The destination user does not exist\n'],
] as const

async function atVu(pty: boolean, term: string, ...flags: string[]): Promise<Sitting> {
  const sitting = await new Sitting('vu', { pty, term }, flags).shows(WELCOME)
  for (const [typed, shown] of lines) {
    const ending = pty ? shown.replaceAll('\n', '\r\n') : shown
    await sitting.type(typed).shows(ending)
  }
  expect(await sitting.type('!quit').ends()).toBe(0)
  return sitting
}

;(noPty === undefined ? describe : describe.skip)(
  `on a terminal of its own${noPty === undefined ? '' : ` (${noPty})`}`,
  () => {
    test.each([
      ['xterm', []],
      ['dumb', ['--colour']],
    ])(
      'vu on %s %j shows what it shows in a pipe, and what the terminal echoes',
      async (term, flags) => {
        const { shown } = await atVu(true, term, ...flags)
        const echoed = lines.map(([typed, then]) => `${typed}\n${then}`).join('')
        expect(shown).toBe(`${WELCOME}${echoed}!quit\n`.replaceAll('\n', '\r\n'))
      },
    )

    test('vu in a pipe', async () => {
      const { shown } = await atVu(false, 'xterm')
      expect(shown).toBe(`${WELCOME}${lines.map(([, then]) => then).join('')}`)
    })

    test('who asks for colours gets them', async () => {
      const sitting = await new Sitting('vu', { pty: true, term: 'xterm' }, ['--colour']).shows(
        WELCOME,
      )
      await sitting.type('no way').shows('\u001b[31mCannot log in as no way.')
    })

    test('a dumb terminal gets no escape sequence, and a password is not echoed', async () => {
      const sitting = await new Sitting('ghostr', { pty: true, term: 'dumb' }, []).shows(
        'Username: ',
      )
      await sitting.type('hans').shows('Password: ')
      await sitting.type('falcom\u007fn*solo').shows('You are logged in')
      await sitting.type('logout').shows('You are logged out')
      expect(sitting.shown).toBe(
        'Username: hans\r\nPassword: \r\nYou are logged in\r\nlogout\r\nYou are logged out\r\n',
      )
      const ghostr = dialectNamed(dialects, 'ghostr')
      expect(await host.client(ghostr).login('hans', 'falcon*solo')).toBe(true)
    })
  },
)
