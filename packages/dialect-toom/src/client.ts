import { Buffer } from 'node:buffer'
import {
  type ClientLine,
  type ClientSession,
  type ClientSide,
  type Command,
  type CommandKind,
  type CommandOf,
  canonicalName,
  isName,
  isOfRoom,
  isRoomName,
  type Report,
} from '@parley/contract'
import { cleanText, mapped, PickleSplitter } from '@parley/framing'
import { namesIn, roomRequest } from './client-rooms.ts'
import { showDate } from './dates.ts'
import type { Reply } from './frames.ts'
import { MOST_PICKLE, type Options } from './options.ts'
import { parseReply } from './parser.ts'
import { loginWords, words } from './replies.ts'
import { type Heard, pickle, readMessage, readNews, readUser } from './serializer.ts'

/** Limit of waiting commands, so that a silent server costs little memory. */
const MOST_WAITING = 512

/** Bytes reserved for a recipient's name, so that the limit does not depend on its length. */
const NAME_ROOM = 16

/** The password of a login command without one. */
const PASSWORD = 'parley'

/** A command that was sent: `wanted` is the name of a login, or the one to find. */
interface Asked {
  readonly kind: CommandKind
  readonly frame: Uint8Array
  readonly wanted: string
  /** Where a message goes; absent: the lobby. */
  readonly room?: string | undefined
}

/** The types of a reply that confirm a command; any other refuses it (2.2, 3). */
const granting: Readonly<Partial<Record<CommandKind, readonly string[]>>> = {
  login: ['LOGIN-A'],
  broadcast: ['MSGACK'],
  send: ['MSGACK'],
  remove: ['ACK'],
  edit: ['EDT-ACK', 'ACK'],
  historySince: ['RDM'],
  list: ['ATU', 'ATU-N'],
  findPeer: ['ATU', 'ATU-N'],
  logout: ['OUT'],
  joinRoom: ['ACK'],
  leaveRoom: ['ACK'],
  rooms: ['ACK'],
  kick: ['ACK'],
  ban: ['ACK'],
  unban: ['ACK'],
  bans: ['ACK'],
}

/** The client's side: its splitter, and a session with one request at a time (1.5). */
export const client: ClientSide<Reply, Options> = {
  splitter: () => mapped(new PickleSplitter<never>(), parseReply),
  open: (line, options) => new ToomClient(line, options),
}

class ToomClient implements ClientSession<Reply> {
  readonly #line: ClientLine
  readonly #options: Options
  readonly #waiting: Asked[] = []
  /** What the next reply belongs to; `banner`: the greeting (2.1). */
  #asked: Asked | 'banner' | undefined = 'banner'
  #name = ''
  /** A port to be sent after the login (2.3). */
  #port: Asked | undefined
  #nextAt = 0

  constructor(line: ClientLine, options: Options) {
    this.#line = line
    this.#options = options
  }

  /** The server speaks first. */
  begin(): void {}

  ask(command: Command): boolean {
    if (isOfRoom(command)) return this.#ofRoom(command)
    switch (command.kind) {
      case 'login':
        return this.#login(command)
      case 'logout':
        return this.#say('logout', 'OUT', '')
      case 'send':
        return this.#send(command.to, command.text)
      case 'broadcast':
        return this.#broadcast(command.text)
      case 'list':
        return this.#say('list', 'ATU', '')
      case 'findPeer':
        return this.#say('findPeer', 'ATU', '', command.name)
      case 'historySince':
        return this.#say('historySince', 'RDM', showDate(command.since))
      case 'edit':
        return this.#edit(command)
      case 'remove':
        return this.#say('remove', 'DLT', `${command.number} ${showDate(command.posted)}`)
      case 'announcePeer':
        return command.transport === 'udp' && this.#announce(command.port)
      default:
        return this.#ofRoom(command)
    }
  }

  take(reply: Reply): void {
    if (reply.kind === 'nonsense') this.#line.report(reply)
    else if (this.#asked === 'banner') this.#line.report({ kind: 'ready' })
    else if (this.#asked === undefined) this.#unasked(reply.body)
    else this.#answered(this.#asked, reply.type, reply.body)
    this.#asked = undefined
    this.#sayNext()
  }

  wake(): void {
    this.#sayNext()
  }

  /** 8. */
  #ofRoom(command: Command): boolean {
    const isBlank = 'text' in command && this.#isBlank(command.text ?? '')
    const request = this.#options.strict || isBlank ? undefined : roomRequest(command)
    if (request === undefined) return false
    const frame = pickle(request.type, request.body)
    const room = 'room' in command ? command.room : undefined
    return (
      frame.length <= MOST_PICKLE && this.#enqueue({ kind: request.kind, frame, wanted: '', room })
    )
  }

  /** 2.2; a space ends the name. */
  #login({ name, password = PASSWORD }: CommandOf<'login'>): boolean {
    if (name === '' || name.includes(' ')) return false
    return this.#say('login', 'LOGIN', `${name} ${password}`, canonicalName(name))
  }

  /** 3.1; a text of spaces counts as empty. */
  #send(to: string, text: string): boolean {
    if (this.#options.strict || !isName(to) || this.#isBlank(text)) return false
    const spare = Math.max(0, NAME_ROOM - Buffer.byteLength(to))
    return this.#say('send', 'MSG', `@${to} ${text}`, '', spare)
  }

  /** 3.1, 8.2; a text that would go to one user or a room cannot be sent to everyone. */
  #broadcast(text: string): boolean {
    if (this.#isBlank(text) || (!this.#options.strict && isCalling(cleanText(text)))) return false
    return this.#say('broadcast', 'MSG', text)
  }

  /** 3.3. */
  #edit({ number, posted, text }: CommandOf<'edit'>): boolean {
    if (this.#isBlank(text)) return false
    return this.#say('edit', 'EDT', `${number} ${showDate(posted)} ${text}`)
  }

  /** Never answered, and never before the login. */
  #announce(port: number): boolean {
    const frame = pickle('UDP_PORT', port)
    const asked: Asked = { kind: 'announcePeer', frame, wanted: '' }
    if (this.#name !== '') return this.#enqueue(asked)
    if (this.#port !== undefined) return false
    this.#port = asked
    return true
  }

  #isBlank(text: string): boolean {
    return this.#options.strict ? text === '' : cleanText(text).trim() === ''
  }

  /** `spare`: bytes left free. */
  #say(kind: CommandKind, type: string, body: string, wanted = '', spare = 0): boolean {
    const frame = pickle(type, body)
    return frame.length + spare <= MOST_PICKLE && this.#enqueue({ kind, frame, wanted })
  }

  #enqueue(asked: Asked): boolean {
    if (this.#waiting.length >= MOST_WAITING) return false
    this.#waiting.push(asked)
    this.#sayNext()
    return true
  }

  #sayNext(): void {
    while (this.#asked === undefined && this.#waiting.length > 0) {
      const { now } = this.#line
      if (now < this.#nextAt) return this.#line.wakeAt(this.#nextAt)
      const asked = this.#waiting.shift()
      if (asked === undefined) return
      this.#nextAt = now + this.#options.pace
      if (asked.kind !== 'announcePeer') this.#asked = asked
      this.#line.write(asked.frame)
      if (asked.kind === 'announcePeer') this.#line.report({ kind: 'done', command: asked.kind })
    }
  }

  #unasked(body: string): void {
    for (const line of this.#withoutNews(body)) this.#line.report({ kind: 'notice', text: line })
  }

  #answered(asked: Asked, type: string, body: string): void {
    const { kind } = asked
    const lines = this.#withoutNews(body)
    const isGranted = granting[kind]?.includes(type) === true && !isToEveryone(asked, body)
    const text = lines.join('\n') || (loginWords.get(type) ?? type)
    if (isGranted) this.#granted(asked, type, lines)
    else this.#line.report({ kind: 'refused', command: kind, text })
  }

  /** Reports what others said, in the lines at the end (4.2), and gives the other lines. */
  #withoutNews(body: string): readonly string[] {
    const lines = body.replace(/\n$/, '').split('\n')
    const own = lines.findIndex((line) => readNews(line) !== undefined)
    for (const line of own < 0 ? [] : lines.splice(own)) {
      const heard = readNews(line)
      if (heard !== undefined) this.#line.report(saidBy(heard))
    }
    return lines
  }

  #granted({ kind, wanted, room }: Asked, type: string, lines: readonly string[]): void {
    if (kind === 'login') this.#loggedIn(wanted)
    if (kind === 'historySince') this.#read(lines)
    if (kind === 'findPeer') return this.#found(wanted, type, lines)
    this.#line.report({ kind: 'done', command: kind, ...this.#listed(kind, room, type, lines) })
  }

  /** 3.6 leaves out the one who asks, and 8.2 does not. */
  #listed(kind: CommandKind, room: string | undefined, type: string, lines: readonly string[]) {
    if (kind === 'rooms' || kind === 'bans') return { names: namesIn(lines) }
    if (kind !== 'list') return {}
    const listed = users(type, lines).keys()
    return { names: room === undefined ? [this.#name, ...listed] : [...listed] }
  }

  #loggedIn(name: string): void {
    this.#name = name
    if (this.#port !== undefined) this.#waiting.unshift(this.#port)
    this.#port = undefined
  }

  #read(lines: readonly string[]): void {
    for (const line of lines) {
      const heard = readMessage(line)
      if (heard !== undefined) this.#line.report(toMany(heard))
      else if (line !== words.nothingNew) this.#line.report({ kind: 'notice', text: line })
    }
  }

  #found(name: string, type: string, lines: readonly string[]): void {
    const place = users(type, lines).get(canonicalName(name))
    const command = 'findPeer'
    if (place !== undefined) return this.#line.report({ kind: 'done', command, place })
    const text = `${name} is offline or does not exist!`
    this.#line.report({ kind: 'refused', command, text })
  }
}

/** Text of the server itself is a notice. */
function saidBy(heard: Heard): Report {
  if (heard.from === 'server') return { kind: 'notice', text: heard.text }
  return heard.room === undefined ? { kind: 'heard', ...heard, to: 'me' } : toMany(heard)
}

function toMany(heard: Heard): Report {
  return { kind: 'heard', ...heard, to: 'everyone' }
}

function users(type: string, lines: readonly string[]) {
  const read = type === 'ATU' ? lines.map(readUser) : []
  return new Map(read.flatMap((user) => (user === undefined ? [] : [[user.name, user.place]])))
}

/** A text to one user or a room went to everyone: the name is unknown (3.1, 8.2). */
function isToEveryone({ kind, room }: Asked, body: string): boolean {
  if (kind === 'broadcast' && room !== undefined) return !/^Message #\d+ in #/.test(body)
  return kind === 'send' && !body.startsWith(words.sentTo)
}

function isCalling(text: string): boolean {
  const first = text.slice(0, Math.max(0, text.indexOf(' ')))
  const isCalled = isRoomName(first) || (first.startsWith('@') && isName(first.slice(1)))
  return isCalled && text.slice(first.length).trim() !== ''
}
