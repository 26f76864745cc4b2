import {
  type CallLine,
  type CallSession,
  errorCodes,
  type FileFault,
  oneLine,
} from '@parley/contract'
import type { FileRefusal, FileStore, OpenFile, RoutingEngine, Seat } from '@parley/engine'
import type { CallWatch } from './call-watch.ts'
import type { DialectCounts, GatewayCounts } from './counts.ts'
import type { Log } from './log.ts'
import type { Turn } from './turn.ts'

/** What every call needs of the gateway. */
export interface CallSurroundings {
  readonly engine: RoutingEngine
  readonly turn: Turn
  readonly counts: GatewayCounts | undefined
  /** Undefined where files are not kept. */
  readonly fileStore: FileStore | undefined
  readonly log: Log
  readonly watch: CallWatch
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

const faults: Readonly<Record<FileFault | FileRefusal | 'no-file-store' | 'busy', string>> = {
  'too-large': 'it is larger than this server keeps',
  'bad-name': 'its name cannot be that of a file',
  'no-room': 'there is no room for it',
  'no-share': 'its sender has as many files here as one user may have',
  'no-file-store': 'this server keeps no files',
  busy: 'another one was being received; send one after the other, a few seconds apart',
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
  /** `unheard`: who is called has left, and nobody hears what is said. */
  #state: 'open' | 'unheard' | 'closed' = 'open'
  #said = 0
  /** Whether both have been told that others sent datagrams meanwhile. */
  #isInterruptionReported = false
  /** What was sent to the caller last, so that it is not said again for each text. */
  #trouble = ''

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

  /** Somebody of that name who comes later is somebody else. */
  calleeLeft(): void {
    if (this.#state === 'open') this.#state = 'unheard'
  }

  /** Datagrams came from another port of the caller's address while this call is going on. */
  interrupted(): void {
    if (this.#isInterruptionReported) return
    this.#isInterruptionReported = true
    this.#guarded(() => this.#refuse('', 'busy'))
  }

  /** Whatever becomes of the text, the connection stays: real clients do not survive its end. */
  say(text: string): void {
    if (this.#state === 'closed') return
    if (this.#caller.seat.name !== this.#from) return this.close()
    this.#said += 1
    if (this.#state === 'unheard') return this.#notSaid(`${this.#to} has left`)
    const { counts, turn } = this.#surroundings
    const sender = counts?.of(this.#caller.seat.present.via)
    if (counts === undefined || sender === undefined) return this.#send(text)
    counts.during({ sender, readAt: turn.time() }, () => this.#send(text, sender))
  }

  #send(text: string, counts?: DialectCounts): void {
    const { engine } = this.#surroundings
    engine.ask(this.#caller.seat, { kind: 'send', to: this.#to, text }, (answer) => {
      counts?.answered('send', answer)
      if (answer.ok) this.#trouble = ''
      else if (answer.error === 'blocked-by-user') this.#notSaid(`${this.#to} has blocked you`)
      else this.#notSaid(errorCodes[answer.error])
    })
  }

  file(name: string): void {
    if (this.#state === 'closed') return
    this.#drop()
    const { fileStore } = this.#surroundings
    const obstacle = this.#obstacle
    if (obstacle !== undefined) return this.#notKept(name, obstacle)
    if (fileStore === undefined) return this.#refuse(name, 'no-file-store')
    const file = fileStore.begin({
      name: oneLine(name),
      from: this.#from,
      to: this.#to,
      time: this.now,
    })
    if (typeof file === 'string') this.#refuse(name, file)
    else this.#receiving = { name, file, size: 0 }
  }

  bytes(bytes: Uint8Array): void {
    const receiving = this.#receiving
    if (receiving === undefined) return
    receiving.size += bytes.length
    const refusal = receiving.file.write(bytes)
    if (refusal !== undefined) this.refuseFile(receiving.name, refusal)
  }

  fileEnd(): void {
    const receiving = this.#receiving
    if (receiving === undefined) return
    const { name, file, size } = receiving
    const obstacle = this.#obstacle
    if (obstacle !== undefined) {
      this.#drop()
      return this.#notKept(name, obstacle)
    }
    this.#receiving = undefined
    const id = file.keep()
    if (id === undefined) return this.#refuse(name, 'no-room')
    const text = `${this.#from} sent you ${name} (${size} bytes): kept on the server as ${id}`
    this.#surroundings.engine.inform(this.#from, this.#to, text)
    this.#tellCaller(`${name} (${size} bytes) is kept for ${this.#to}`)
  }

  refuseFile(name: string, fault: keyof typeof faults): void {
    if (this.#state === 'closed') return
    this.#drop()
    this.#refuse(name, fault)
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

  /** Notifies both sides. */
  #refuse(name: string, fault: keyof typeof faults): void {
    const why = faults[fault]
    const { engine } = this.#surroundings
    const file = name === '' ? 'a file' : name
    engine.inform(this.#from, this.#to, `${this.#from} sent you ${file}, which is not kept: ${why}`)
    this.#tellCaller(`${file} is not kept for ${this.#to}: ${why}`)
  }

  /** Why nobody can notify the called user of a file; without that they have no use for it. */
  get #obstacle(): string | undefined {
    if (this.#state === 'unheard') return 'has left'
    const obstacle = this.#surroundings.engine.obstacle(this.#from, this.#to)
    if (obstacle === undefined) return undefined
    return obstacle === 'blocked-by-user' ? 'has blocked you' : 'has left'
  }

  #notKept(name: string, obstacle: string): void {
    this.#tellCaller(`${name} is not kept for ${this.#to}, who ${obstacle}`)
  }

  #notSaid(why: string): void {
    this.#tellCaller(`your private message to ${this.#to} was not delivered: ${why}`)
  }

  #tellCaller(text: string): void {
    const { seat } = this.#caller
    if (text === this.#trouble || seat.name !== this.#from) return
    this.#trouble = text
    this.#surroundings.engine.notify(seat, text)
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
