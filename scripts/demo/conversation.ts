import { connect, type Socket } from 'node:net'

/** How long a message may take before something is plainly wrong, in ms. */
const PATIENCE = 20_000

/** Those who talk, with what each has: a telnet session, a program of one’s own, one that speaks JSON. */
const people = { olivia: 'llp', bob: 'vu', kari: 'ktn' } as const

type Name = keyof typeof people

/** The dialects that are spoken. */
export const spoken: readonly string[] = Object.values(people)

export interface Stage {
  /** Where a dialect listens on this machine. */
  port(dialect: string): number
  /** Is told each line that somebody sends (`>>`) or gets (`<<`). */
  show(name: string, dialect: string, direction: '>>' | '<<', line: string): void
  /** Is waited for before somebody does something. */
  pause(): Promise<void>
}

class Person {
  readonly #name: Name
  readonly #stage: Stage
  readonly #socket: Socket
  #unseen = ''
  #arrived: () => void = () => {}

  constructor(name: Name, stage: Stage) {
    this.#name = name
    this.#stage = stage
    this.#socket = connect({ host: '127.0.0.1', port: stage.port(people[name]) })
    this.#socket.on('data', (bytes) => {
      this.#unseen += bytes.toString('utf8')
      this.#arrived()
    })
  }

  /** Sends each line, and shows it. */
  says(...lines: string[]): this {
    for (const line of lines) {
      this.#show('>>', line)
      this.#socket.write(`${line}\n`)
    }
    return this
  }

  /** Shows what arrives, up to and with `text`. */
  async hears(text: string): Promise<void> {
    while (!this.#unseen.includes(text)) await this.#arrival(text)
    const end = this.#unseen.indexOf(text) + text.length
    const heard = this.#unseen.slice(0, end)
    this.#unseen = this.#unseen.slice(end)
    for (const line of heard.split('\n')) if (line.trim() !== '') this.#show('<<', line)
  }

  leaves(): void {
    this.#socket.end()
  }

  #arrival(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`${this.#name} did not get: ${text}`)),
        PATIENCE,
      )
      this.#arrived = () => {
        clearTimeout(late)
        resolve()
      }
    })
  }

  #show(direction: '>>' | '<<', line: string): void {
    this.#stage.show(this.#name, people[this.#name], direction, line)
  }
}

/** Plays the conversation; they are all still there when it is over. Gives what makes them leave. */
export async function play(stage: Stage): Promise<() => void> {
  const olivia = new Person('olivia', stage)
  await olivia.hears('\n\n\n')
  await olivia.says('LOGIN olivia').hears('> OK - Hello olivia\n')

  await stage.pause()
  const bob = new Person('bob', stage)
  await bob.says('HELLO-FROM bob').hears('HELLO bob\n')

  await stage.pause()
  const kari = new Person('kari', stage)
  await kari.says('{"request": "login", "content": "kari"}').hears('Login successful"}\n')

  await stage.pause()
  bob.says('SEND olivia will you be my valentine?')
  await bob.hears('SEND-OK\n')
  await olivia.hears('> XOXOXO\n> \n')

  await stage.pause()
  await olivia.says('MESSAGE bob').hears('XOXOXO\n')
  for (const line of ['Yes!', 'With all my heart.']) {
    await stage.pause()
    olivia.says(line)
  }
  await stage.pause()
  await olivia.says('XOXOXO').hears('> OK - Message Delivered\n')
  await bob.hears('With all my heart.\n')

  await stage.pause()
  kari.says('{"request": "msg", "content": "congratulations, both of you 💐"}')
  await kari.hears('\\udc90"}\n')
  await bob.hears('💐\n')
  await olivia.hears('> XOXOXO\n> \n')

  await stage.pause()
  bob.says('SEND * thank you!')
  await bob.hears('SEND-OK\n')
  await kari.hears('thank you!"}\n')

  return () => {
    for (const person of [olivia, bob, kari]) person.leaves()
  }
}
