/** TOPIC (3.7). */
import type { Topic } from '@parley/contract'
import type { Connection } from './connection.ts'
import { isChannel, maskOf } from './names.ts'
import { refuse } from './replies.ts'
import { placeOf } from './rooms.ts'
import { fromUser, word } from './serializer.ts'
import { oneLineText } from './text.ts'

/** What a topic is, and who has set it when. */
export function sayTopic(connection: Connection, channel: string, { text, by, time }: Topic): void {
  connection.reply('RPL_TOPIC', [channel], text)
  connection.reply('RPL_TOPICWHOTIME', [channel, by, String(Math.floor(time / 1000))])
}

export class Topics {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  take([channel = '', text]: readonly string[]): void {
    if (!isChannel(channel)) this.#connection.reply('ERR_NOSUCHCHANNEL', [word(channel)])
    else if (text === undefined) this.#ask(channel)
    else this.#set(channel, oneLineText(text))
  }

  #ask(channel: string): void {
    const connection = this.#connection
    connection.ask({ kind: 'topic', ...placeOf(channel) }, (answer) => {
      if (!answer.ok) refuse(connection, answer.error, { command: 'TOPIC', channel })
      else if (answer.value.topic === undefined) connection.reply('RPL_NOTOPIC', [word(channel)])
      else sayTopic(connection, word(channel), answer.value.topic)
    })
  }

  /** Others are told by the gateway. */
  #set(channel: string, text: string): void {
    const connection = this.#connection
    connection.ask({ kind: 'setTopic', ...placeOf(channel), text }, (answer) => {
      if (!answer.ok) return refuse(connection, answer.error, { command: 'TOPIC', channel })
      const mask = maskOf(answer.value.by)
      connection.say(fromUser(mask, 'TOPIC', [word(channel)], answer.value.text))
    })
  }
}
