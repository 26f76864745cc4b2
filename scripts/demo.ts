/**
 * Plays a conversation of three people whose clients have nothing in common: one in a telnet
 * session, one speaking HELLO-FROM, one speaking JSON. Everything printed went over a TCP socket.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../packages/parley/src/main.ts', import.meta.url))
const colours = process.stdout.isTTY && !process.env.NO_COLOR

/** How long the gateway or a message may take before something is plainly wrong, in ms. */
const PATIENCE = 20_000

class Person {
  readonly #label: string
  readonly #colour: number
  readonly #socket: Socket
  #unseen = ''
  #arrived: () => void = () => {}

  constructor(name: string, dialect: string, colour: number, port: number) {
    this.#label = `${name} (${dialect})`.padEnd(12)
    this.#colour = colour
    this.#socket = connect({ host: '127.0.0.1', port })
    this.#socket.on('data', (bytes) => {
      this.#unseen += bytes.toString('utf8')
      this.#arrived()
    })
  }

  /** Sends each line and prints it. */
  says(...lines: string[]): this {
    for (const line of lines) {
      this.#print('>>', line)
      this.#socket.write(`${line}\n`)
    }
    return this
  }

  /** Prints what arrives, up to and with `text`. */
  async hears(text: string): Promise<void> {
    while (!this.#unseen.includes(text)) await this.#arrival(text)
    const end = this.#unseen.indexOf(text) + text.length
    const heard = this.#unseen.slice(0, end)
    this.#unseen = this.#unseen.slice(end)
    for (const line of heard.split('\n')) if (line.trim() !== '') this.#print('<<', line)
  }

  leaves(): void {
    this.#socket.end()
  }

  #arrival(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`${this.#label.trim()} did not get: ${text}`)),
        PATIENCE,
      )
      this.#arrived = () => {
        clearTimeout(late)
        resolve()
      }
    })
  }

  #print(direction: string, line: string): void {
    const label = colours ? `\u001b[${this.#colour}m${this.#label}\u001b[0m` : this.#label
    process.stdout.write(`${label} ${direction} ${line}`.trimEnd())
    process.stdout.write('\n')
  }
}

/** Starts the gateway on free ports and gives each dialect's. */
async function openGateway() {
  const listen = ['llp', 'vu', 'ktn'].flatMap((dialect) => ['--listen', `${dialect}=0`])
  const flags = ['serve', '--data', 'memory', '--web', 'off', '--log-level', 'warn', ...listen]
  const gateway = spawn(process.execPath, [...process.execArgv, program, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ports = new Map<string, number>()
  for await (const line of createInterface({ input: gateway.stdout })) {
    if (line === 'ready') break
    const [, dialect = '', port = ''] = /^listening (\S+) .*:(\d+)$/.exec(line) ?? []
    ports.set(dialect, Number(port))
  }
  const port = (dialect: string) => ports.get(dialect) ?? 0
  return { gateway, port }
}

async function play(port: (dialect: string) => number): Promise<void> {
  const olivia = new Person('olivia', 'llp', 35, port('llp'))
  await olivia.hears('\n\n\n')
  await olivia.says('LOGIN olivia').hears('> OK - Hello olivia\n')

  const bob = new Person('bob', 'vu', 36, port('vu'))
  await bob.says('HELLO-FROM bob').hears('HELLO bob\n')

  const kari = new Person('kari', 'ktn', 33, port('ktn'))
  await kari.says('{"request": "login", "content": "kari"}').hears('Login successful"}\n')

  bob.says('SEND olivia will you be my valentine?')
  await bob.hears('SEND-OK\n')
  await olivia.hears('> XOXOXO\n> \n')

  await olivia.says('MESSAGE bob').hears('XOXOXO\n')
  await olivia.says('Yes!', 'With all my heart.', 'XOXOXO').hears('> OK - Message Delivered\n')
  await bob.hears('With all my heart.\n')

  kari.says('{"request": "msg", "content": "congratulations, both of you 💐"}')
  await kari.hears('\\udc90"}\n')
  await bob.hears('💐\n')
  await olivia.hears('> XOXOXO\n> \n')

  bob.says('SEND * thank you!')
  await bob.hears('SEND-OK\n')
  await kari.hears('thank you!"}\n')

  for (const person of [olivia, bob, kari]) person.leaves()
}

const { gateway, port } = await openGateway()
// The reader has closed the pipe, as `head` does once it has its lines.
process.stdout.once('error', () => {
  gateway.kill('SIGTERM')
  process.exit()
})
try {
  await play(port)
} finally {
  gateway.kill('SIGTERM')
  await once(gateway, 'exit')
}
