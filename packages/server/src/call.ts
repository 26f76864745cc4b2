import type { CallLine, CallSession } from '@parley/contract'
import type { Engine, OpenFile, Seat, Shelf } from '@parley/engine'
import type { Log } from './log.ts'
import type { Turn } from './turn.ts'

/** What every call needs of the gateway. */
export interface CallSurroundings {
  readonly engine: Engine
  readonly turn: Turn
  /** Undefined where files are not kept. */
  readonly shelf: Shelf | undefined
  readonly log: Log
}

/** Whose call it is: what is said in it is said by that user. */
export interface Caller {
  readonly seat: Seat
}

interface Receiving {
  readonly name: string
  readonly file: OpenFile
  size: number
}

/** One call from a client to a user whose own client takes none. */
export class Call implements CallLine {
  readonly #caller: Caller
  /** Who that was when the call began. */
  readonly #from: string
  readonly #to: string
  readonly #surroundings: CallSurroundings
  readonly #closed: () => void
  #session: CallSession | undefined
  #timer: NodeJS.Timeout | undefined
  #receiving: Receiving | undefined
  #state: 'open' | 'closed' = 'open'
  #said = 0

  constructor(caller: Caller, to: string, surroundings: CallSurroundings, closed: () => void) {
    this.#caller = caller
    this.#from = caller.seat.name
    this.#to = to
    this.#surroundings = surroundings
    this.#closed = closed
  }

  get now(): number {
    return this.#surroundings.turn.now
  }

  open(answer: (line: CallLine) => CallSession): void {
    this.#guarded(() => {
      this.#session = answer(this)
    })
  }

  /** Gives how many texts were said in these bytes. */
  take(bytes: Uint8Array): number {
    const before = this.#said
    this.#guarded(() => this.#session?.take(bytes))
    return this.#said - before
  }

  end(): void {
    this.#guarded(() => this.#session?.end())
    this.close()
  }

  say(text: string): void {
    if (this.#state === 'closed') return
    if (this.#caller.seat.name !== this.#from) return this.close()
    this.#said += 1
    const { engine } = this.#surroundings
    engine.ask(this.#caller.seat, { kind: 'send', to: this.#to, text }, (answer) => {
      if (!answer.ok && answer.error !== 'text-too-long') this.close()
    })
  }

  file(name: string): void {
    if (this.#state === 'closed') return
    this.#drop()
    const file = this.#surroundings.shelf?.begin({
      name,
      from: this.#from,
      to: this.#to,
      time: this.now,
    })
    if (file === undefined) this.#refuseFile(name)
    else this.#receiving = { name, file, size: 0 }
  }

  bytes(bytes: Uint8Array): void {
    const receiving = this.#receiving
    if (receiving === undefined) return
    receiving.size += bytes.length
    if (receiving.file.write(bytes)) return
    this.#drop()
    this.#refuseFile(receiving.name)
  }

  fileEnd(): void {
    const receiving = this.#receiving
    if (receiving === undefined) return
    this.#receiving = undefined
    const { name, file, size } = receiving
    const id = file.keep()
    if (id === undefined) return this.#refuseFile(name)
    const text = `${this.#from} sent you ${name} (${size} bytes): kept on the server as ${id}`
    this.#surroundings.engine.inform(this.#from, this.#to, text)
  }

  close(): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    clearTimeout(this.#timer)
    this.#closed()
    try {
      this.#drop()
    } catch (error) {
      this.#failed(error)
    }
  }

  wakeAt(time: number): void {
    clearTimeout(this.#timer)
    if (this.#state === 'closed') return
    const wait = Math.max(0, time - this.now)
    this.#timer = setTimeout(() => this.#guarded(() => this.#session?.wake(this.now)), wait)
  }

  #drop(): void {
    const receiving = this.#receiving
    this.#receiving = undefined
    receiving?.file.drop()
  }

  #refuseFile(name: string): void {
    this.#surroundings.log('warn', `no room for the file ${JSON.stringify(name)}`)
  }

  /** Our own mistake, or a disk that fails, ends this call and nothing else. */
  #guarded(action: () => void): void {
    this.#surroundings.turn.begin()
    if (this.#state === 'closed') return
    try {
      action()
    } catch (error) {
      this.#failed(error)
    }
  }

  #failed(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.#surroundings.log('error', `in a call: ${text}`)
    this.close()
  }
}
