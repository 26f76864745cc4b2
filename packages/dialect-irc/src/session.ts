import {
  type CloseReason,
  type DirectMessage,
  type Edited,
  type Event,
  type Line,
  newsOf,
  type PublicMessage,
  type Removed,
  type ServerSession,
} from '@parley/contract'
import { Batches } from './batches.ts'
import { CapNegotiation } from './cap.ts'
import { Channels } from './channels.ts'
import { commands, type Parts } from './commands.ts'
import { Connection } from './connection.ts'
import type { Message, Request } from './frames.ts'
import { History } from './history.ts'
import { KeepAlive } from './keep-alive.ts'
import { directMessage, MessageFrames } from './message-frames.ts'
import { Messages } from './messages.ts'
import { Modes } from './modes.ts'
import { Operators } from './operators.ts'
import type { Options } from './options.ts'
import { Presence } from './presence.ts'
import { closingLink, Registration } from './registration.ts'
import { farewells } from './replies.ts'
import { channelOf } from './rooms.ts'
import { fromServer, word } from './serializer.ts'
import { ServerQueries } from './server-queries.ts'
import { textLines } from './text.ts'
import { Topics } from './topics.ts'
import { Who } from './who.ts'

/** The server's side of one connection. */
export function serve(line: Line, options: Options): ServerSession<Request> {
  return new IrcSession(line, options)
}

class IrcSession implements ServerSession<Request> {
  readonly #connection: Connection
  readonly #keepAlive: KeepAlive
  readonly #presence: Presence
  readonly #parts: Parts

  constructor(line: Line, options: Options) {
    const connection = new Connection(line, options)
    const cap = new CapNegotiation(connection, () => this.#parts.registration.attempt())
    const history = new History(connection)
    const channels = new Channels(connection, history)
    const messages = new Messages(connection, (channel) => channels.isOn(channel))
    const operators = new Operators(connection, (channel) => channels.isOn(channel))
    this.#connection = connection
    this.#presence = new Presence(connection, channels, operators)
    this.#keepAlive = new KeepAlive(connection)
    this.#parts = {
      connection,
      cap,
      channels,
      history,
      messages,
      modes: new Modes(connection),
      operators,
      topics: new Topics(connection),
      batches: new Batches(connection, messages),
      registration: new Registration(connection, () => !cap.isOpen, this.#welcomed),
      queries: new ServerQueries(connection),
      who: new Who(connection),
    }
  }

  /** The server says nothing yet (2.1). */
  greet(): void {
    this.#keepAlive.start()
  }

  take(request: Request): void {
    this.#keepAlive.heard()
    if (request.kind === 'blank') return
    if (request.kind === 'too-long') return this.#connection.reply('ERR_INPUTTOOLONG')
    this.#connection.run(request.tags.get('label'), () => this.#run(request))
  }

  hear(event: Event): void {
    switch (event.kind) {
      case 'direct':
        return this.#direct(event)
      case 'public':
        return this.#public(event)
      case 'joined':
      case 'left':
      case 'renamed':
      case 'entered':
      case 'departed':
      case 'topic':
        return this.#presence.hear(event)
      case 'edited':
        return this.#news(channelOf(event.message), event)
      case 'removed':
        return this.#news(channelOf(event), event)
      case 'notice':
        return this.#notice(event.text)
      case 'farewell':
        return this.#farewell(event.reason)
    }
  }

  /** 5.3. */
  wake(now: number): void {
    if (!this.#keepAlive.wake(now)) return
    this.#farewell('ping-timeout')
    this.#connection.close('ping-timeout')
  }

  #run(message: Message): void {
    const connection = this.#connection
    const command = commands.get(message.command)
    const { isRegistered } = connection
    if (command === undefined || (connection.options.strict && command.isExtension === true)) {
      return connection.reply('ERR_UNKNOWNCOMMAND', [word(message.command)])
    }
    if (command.when === 'registered' && !isRegistered) return connection.reply('ERR_NOTREGISTERED')
    if (command.when === 'before' && isRegistered) return connection.reply('ERR_ALREADYREGISTERED')
    if (message.params.length < command.least) {
      return connection.reply('ERR_NEEDMOREPARAMS', [message.command])
    }
    command.run(this.#parts, message)
  }

  readonly #welcomed = (held: readonly DirectMessage[]): void => {
    for (const message of held) this.#direct(message)
    if (this.#connection.options.autojoin) this.#parts.channels.joinLobby()
  }

  #direct(message: DirectMessage): void {
    const { isRegistered, options, form } = this.#connection
    if (!isRegistered) return this.#parts.registration.hold(message)
    this.#writeAll(new MessageFrames(directMessage(message), options).for(form))
  }

  #public(message: PublicMessage): void {
    if (!this.#parts.channels.isOn(channelOf(message))) return
    this.#writeAll(this.#connection.shared.framesOf(message).for(this.#connection.form))
  }

  /** 5.2: said by the server, in the channel. */
  #news(channel: string, event: Edited | Removed): void {
    if (!this.#parts.channels.isOn(channel) || this.#connection.options.strict) return
    this.#connection.tellEvent(event.time, fromServer('NOTICE', [channel], newsOf(event)))
  }

  #notice(text: string): void {
    const { target, options } = this.#connection
    const start = fromServer('NOTICE', [target], '')
    for (const one of textLines(text, start, options.maxLine, false)) {
      this.#connection.tell(start + one)
    }
  }

  /** 5.4. */
  #farewell(reason: CloseReason): void {
    this.#connection.tell(closingLink(farewells[reason]))
  }

  #writeAll(frames: readonly string[]): void {
    for (const frame of frames) this.#connection.write(frame)
  }
}
