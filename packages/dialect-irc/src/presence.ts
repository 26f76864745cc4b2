/** Who comes, goes and is called otherwise, in the channels that the user is on (5.1). */
import type { Departed, Entered, Joined, Left, Renamed, TopicChanged } from '@parley/contract'
import type { Channels } from './channels.ts'
import type { Connection } from './connection.ts'
import { LOBBY, maskOf } from './names.ts'
import type { Operators } from './operators.ts'
import { channelOf } from './rooms.ts'
import { fromUser } from './serializer.ts'

type Heard = Joined | Left | Renamed | Entered | Departed | TopicChanged

export class Presence {
  readonly #connection: Connection
  readonly #channels: Channels
  readonly #operators: Operators

  constructor(connection: Connection, channels: Channels, operators: Operators) {
    this.#connection = connection
    this.#channels = channels
    this.#operators = operators
  }

  hear(event: Heard): void {
    switch (event.kind) {
      case 'joined':
        return this.#joined(event, LOBBY)
      case 'entered':
        return this.#joined(event, event.room)
      case 'left':
        return this.#left(event)
      case 'departed':
        return this.#departed(event)
      case 'renamed':
        return this.#renamed(event)
      case 'topic':
        return this.#topic(event)
    }
  }

  #joined({ name, via, time }: Joined | Entered, channel: string): void {
    if (!this.#channels.isOn(channel) || name === this.#connection.name) return
    this.#connection.tellEvent(time, fromUser(maskOf(name, via), 'JOIN', [channel]))
  }

  #left({ name, time, reason = 'Quit' }: Left): void {
    this.#connection.shared.departures.add(name, time)
    if (!this.#channels.isAnywhere) return
    this.#connection.tellEvent(time, fromUser(maskOf(name), 'QUIT', [], reason))
  }

  #departed(event: Departed): void {
    const { room, name, time, reason, by } = event
    if (!this.#channels.isOn(room)) return
    this.#operators.departed(event)
    this.#channels.departed(event)
    const line =
      by === undefined
        ? fromUser(maskOf(name), 'PART', [room], reason)
        : fromUser(maskOf(by), 'KICK', [room, name], reason ?? name)
    this.#connection.tellEvent(time, line)
  }

  #renamed({ from, to, time }: Renamed): void {
    this.#connection.shared.departures.add(from, time)
    if (!this.#channels.isAnywhere) return
    this.#connection.tellEvent(time, fromUser(maskOf(from), 'NICK', [to]))
  }

  #topic(event: TopicChanged): void {
    const channel = channelOf(event)
    if (!this.#channels.isOn(channel)) return
    const { by, text, time } = event
    this.#connection.tellEvent(time, fromUser(maskOf(by), 'TOPIC', [channel], text))
  }
}
