import { mkdtempSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jest } from '@jest/globals'
import { openAccounts, openStore } from '@parley/store'
import { Program } from './testing/program.ts'

jest.setTimeout(180_000)

const KILLS = 20

/** Messages under way at once, so that a kill always meets some. */
const UNDER_WAY = 16

/** What was said to a gateway that is killed, and how much of it was acknowledged. */
class Talker {
  readonly said: string[] = []
  acknowledged = 0
  readonly #socket: Socket
  readonly #label: string
  #text = ''
  #enough: () => void = () => {}

  constructor(port: number, label: string) {
    this.#label = label
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true })
    this.#socket.on('error', () => {})
  }

  /** Logs in and talks until `count` messages are acknowledged, always with some under way. */
  async talk(count: number): Promise<void> {
    this.#socket.write(`HELLO-FROM talker${this.#label}\n`)
    const enough = new Promise<void>((resolve) => {
      this.#enough = resolve
    })
    this.#socket.on('data', (bytes) => {
      this.#text += String(bytes)
      const lines = this.#text.split('\n')
      this.#text = lines.pop() ?? ''
      for (const line of lines) this.#take(line)
      if (this.acknowledged >= count) this.#enough()
    })
    await enough
  }

  /** All that is said to everyone is odd, all that is said to the one who is away is even. */
  #say(): void {
    const text = `${this.#label} ${this.said.length}`
    this.#socket.write(`SEND ${this.said.length % 2 === 1 ? '*' : 'hans'} ${text}\n`)
    this.said.push(text)
  }

  #take(line: string): void {
    if (line === 'SEND-OK') this.acknowledged += 1
    else if (!line.startsWith('HELLO')) throw new Error(line)
    while (this.said.length - this.acknowledged < UNDER_WAY) this.#say()
  }
}

test(`killed ${KILLS} times in the middle of talk: what was acknowledged is kept, once`, async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'parley-')), 'data')
  const book = openAccounts(folder)
  book.accounts.put({ name: 'hans', hash: 'none', since: 0 })
  book.close()
  const talkers: Talker[] = []
  for (let kill = 0; kill < KILLS; kill++) {
    const program = new Program(['serve', '--listen', 'vu=0', '--data', folder])
    await program.says('ready')
    const talker = new Talker(program.port('vu'), `round${kill}`)
    await talker.talk(10 + ((kill * 7) % 31))
    program.signal('SIGKILL')
    await program.done
    talkers.push(talker)
  }
  const store = openStore(folder, { durability: 'full' })
  const everyone = store.ports.timeline.last(100_000).map(({ text }) => text)
  const hans = store.ports.mailbox.waiting('hans', 0).map(({ text }) => text)
  store.close()
  const kept = [...hans, ...everyone]
  expect(new Set(kept).size).toBe(kept.length)
  for (const { said, acknowledged } of talkers) {
    const promised = said.slice(0, acknowledged)
    expect(promised.filter((text) => !kept.includes(text))).toEqual([])
    const order = (all: readonly string[]) => all.filter((text) => said.includes(text))
    expect(order(hans)).toEqual(said.filter((text) => hans.includes(text)))
    expect(order(everyone)).toEqual(said.filter((text) => everyone.includes(text)))
  }
})
