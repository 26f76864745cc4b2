/** Channels (3): which ones the user is on, JOIN, PART, NAMES and LIST. */
import type { Departed, JoinedRoom, Present, Topic } from '@parley/contract'
import type { Connection } from './connection.ts'
import type { History } from './history.ts'
import { MOST_TARGETS } from './isupport.ts'
import { folded, isChannel, isSame, LOBBY, maskOf } from './names.ts'
import { refuse } from './replies.ts'
import { channelKey, placeOf } from './rooms.ts'
import { fromUser, numeric, word, wrapped } from './serializer.ts'
import { oneLineText } from './text.ts'
import { sayTopic } from './topics.ts'

/** Who speaks this dialect, in a mask. */
const OWN = 'irc'

export class Channels {
  readonly #connection: Connection
  readonly #history: History
  /** The channels that the user is on, by their keys, in the spelling of who made them. */
  readonly #joined = new Map<string, string>()

  constructor(connection: Connection, history: History) {
    this.#connection = connection
    this.#history = history
  }

  get isInLobby(): boolean {
    return this.isOn(LOBBY)
  }

  /** Whether the user is on any channel. */
  get isAnywhere(): boolean {
    return this.#joined.size > 0
  }

  isOn(channel: string): boolean {
    return this.#joined.has(channelKey(channel))
  }

  /** 3.2. */
  join([names = '']: readonly string[]): void {
    if (names === '0') return this.#partEach([...this.#joined.values()], undefined)
    this.#joinEach(this.targets('JOIN', names))
  }

  #joinEach([channel, ...others]: readonly string[]): void {
    if (channel === undefined) return
    const then = () => this.#joinEach(others)
    if (!isChannel(channel)) {
      this.#connection.reply('ERR_NOSUCHCHANNEL', [word(channel)])
      then()
    } else if (isSame(channel, LOBBY)) this.joinLobby(then)
    else this.#joinRoom(channel, then)
  }

  /** Everybody is in the lobby: only this client is told of it from now on. */
  joinLobby(then: () => void = () => {}): void {
    if (this.isInLobby) return then()
    const connection = this.#connection
    connection.ask({ kind: 'topic' }, (answer) => {
      const topic = answer.ok ? answer.value.topic : undefined
      connection.ask({ kind: 'list' }, (listed) => {
        const members = listed.ok ? listed.value : []
        this.#arrived({ room: LOBBY, members, ...(topic !== undefined && { topic }) }, then)
      })
    })
  }

  #joinRoom(room: string, then: () => void): void {
    this.#connection.ask({ kind: 'joinRoom', room }, (answer) => {
      if (answer.ok) return this.#arrived(answer.value, then)
      if (answer.error !== 'already-in-room') {
        refuse(this.#connection, answer.error, { command: 'JOIN', channel: room })
      }
      then()
    })
  }

  #arrived({ room, topic, members }: JoinedRoom, then: () => void): void {
    this.#joined.set(channelKey(room), room)
    this.#connection.say(fromUser(this.#mask, 'JOIN', [room]))
    if (topic !== undefined) sayTopic(this.#connection, room, topic)
    this.#sayNames(room, members, () => {
      this.#history.joined(room)
      then()
    })
  }

  /** 3.3. */
  part([names = '', reason]: readonly string[]): void {
    this.#partEach(this.targets('PART', names), reason)
  }

  #partEach([channel, ...others]: readonly string[], reason: string | undefined): void {
    if (channel === undefined) return
    const then = () => this.#partEach(others, reason)
    if (!isChannel(channel)) {
      this.#connection.reply('ERR_NOSUCHCHANNEL', [word(channel)])
      return then()
    }
    if (isSame(channel, LOBBY)) {
      if (this.isInLobby) this.#parted(LOBBY, reason)
      else this.#connection.reply('ERR_NOTONCHANNEL', [LOBBY])
      return then()
    }
    const text = reason === undefined ? {} : { reason: oneLineText(reason) }
    this.#connection.ask({ kind: 'leaveRoom', room: channel, ...text }, (answer) => {
      if (answer.ok) this.#parted(channel, reason)
      else refuse(this.#connection, answer.error, { command: 'PART', channel })
      then()
    })
  }

  #parted(channel: string, reason: string | undefined): void {
    const key = channelKey(channel)
    const name = this.#joined.get(key) ?? channel
    this.#joined.delete(key)
    const text = reason === undefined ? undefined : oneLineText(reason)
    this.#connection.say(fromUser(this.#mask, 'PART', [name], text))
  }

  /** The user was put out of a room. */
  departed({ room, name }: Departed): void {
    if (name === this.#connection.name) this.#joined.delete(channelKey(room))
  }

  /** 3.4. */
  names([names]: readonly string[]): void {
    if (names === undefined) this.#connection.reply('RPL_ENDOFNAMES', ['*'])
    else this.#namesOfEach(this.targets('NAMES', names))
  }

  #namesOfEach([channel, ...others]: readonly string[]): void {
    if (channel === undefined) return
    const connection = this.#connection
    connection.ask({ kind: 'list', ...placeOf(channel) }, (answer) => {
      const then = () => this.#namesOfEach(others)
      if (answer.ok) return this.#sayNames(word(channel), answer.value, then)
      if (answer.error === 'no-such-room') connection.reply('RPL_ENDOFNAMES', [word(channel)])
      else refuse(connection, answer.error, { command: 'NAMES', channel })
      then()
    })
  }

  #sayNames(channel: string, present: readonly Present[], then: () => void): void {
    const connection = this.#connection
    connection.ask({ kind: 'moderators', ...placeOf(channel) }, (answer) => {
      const operators = new Set(answer.ok ? answer.value : [])
      const start = numeric('RPL_NAMREPLY', connection.target, ['=', channel], '')
      const names = present.map(({ name }) => (operators.has(name) ? `@${name}` : name))
      for (const row of wrapped(start, names, connection.options.maxLine)) connection.say(row)
      connection.reply('RPL_ENDOFNAMES', [channel])
      then()
    })
  }

  /** 3.6: all channels, or those that are named. */
  list([names = '']: readonly string[]): void {
    const connection = this.#connection
    const wanted = names.split(',').filter(isChannel).map(channelKey)
    const say = (name: string, members: number, topic: Topic | undefined) => {
      if (wanted.length > 0 && !wanted.includes(channelKey(name))) return
      connection.reply('RPL_LIST', [name, String(members)], topic?.text ?? '')
    }
    connection.reply('RPL_LISTSTART', ['Channel'])
    connection.ask({ kind: 'list' }, (listed) => {
      const everybody = listed.ok ? listed.value.length : 0
      connection.ask({ kind: 'topic' }, (answer) => {
        say(LOBBY, everybody, answer.ok ? answer.value.topic : undefined)
        connection.ask({ kind: 'rooms' }, (rooms) => {
          for (const { name, members, topic } of rooms.ok ? rooms.value : []) {
            say(name, members, topic)
          }
          connection.reply('RPL_LISTEND')
        })
      })
    })
  }

  /** The channels that a command names, each once, as many as one may have. */
  targets(command: string, names: string): readonly string[] {
    const all = new Map(names.split(',').map((name) => [folded(name), name]))
    all.delete('')
    if (all.size > MOST_TARGETS) this.#connection.reply('ERR_TOOMANYTARGETS', [command])
    return [...all.values()].slice(0, MOST_TARGETS)
  }

  get #mask(): string {
    return maskOf(this.#connection.name ?? '', OWN)
  }
}
