/** KICK and INVITE (3.9, 3.10). */
import type { Departed } from '@parley/contract'
import type { Connection } from './connection.ts'
import { isChannel, isSame, LOBBY, maskOf } from './names.ts'
import { refuse } from './replies.ts'
import { placeOf } from './rooms.ts'
import { fromUser, word } from './serializer.ts'
import { oneLineText } from './text.ts'

/** Users whom one KICK may name. */
const MOST_KICKED = 4

export class Operators {
  readonly #connection: Connection
  readonly #isOn: (channel: string) => boolean
  /** Of whose departure the user was told while the kick was carried out. */
  readonly #told = new Set<string>()

  constructor(connection: Connection, isOn: (channel: string) => boolean) {
    this.#connection = connection
    this.#isOn = isOn
  }

  kick([channel = '', nicks = '', reason]: readonly string[]): void {
    if (!isChannel(channel)) return this.#connection.reply('ERR_NOSUCHCHANNEL', [word(channel)])
    const names = nicks.split(',').filter((nick) => nick !== '')
    this.#kickEach(channel, names.slice(0, MOST_KICKED), reason)
  }

  #kickEach(
    channel: string,
    [name, ...others]: readonly string[],
    reason: string | undefined,
  ): void {
    if (name === undefined) return
    const connection = this.#connection
    const text = reason === undefined ? undefined : oneLineText(reason)
    const why = text === undefined || text === '' ? {} : { reason: text }
    this.#told.clear()
    connection.ask({ kind: 'kick', name, ...placeOf(channel), ...why }, (answer) => {
      if (!answer.ok && answer.error === 'not-in-room' && this.#isOn(channel)) {
        connection.reply('ERR_USERNOTINCHANNEL', [word(name), word(channel)])
      } else if (!answer.ok) {
        refuse(connection, answer.error, { command: 'KICK', channel, nick: name })
      } else if (!this.#told.has(name) && !isSame(channel, LOBBY)) {
        const params = [word(channel), word(name)]
        connection.say(fromUser(maskOf(connection.target), 'KICK', params, text ?? name))
      }
      this.#kickEach(channel, others, reason)
    })
  }

  /** The gateway has told that somebody was put out. */
  departed({ name, by }: Departed): void {
    if (by === this.#connection.name) this.#told.add(name)
  }

  /** Every channel is open: an invitation is a notice in words. */
  invite([nick = '', channel = '']: readonly string[]): void {
    const connection = this.#connection
    if (!isChannel(channel)) return connection.reply('ERR_NOSUCHCHANNEL', [word(channel)])
    if (!this.#isOn(channel)) return connection.reply('ERR_NOTONCHANNEL', [word(channel)])
    connection.ask({ kind: 'list', ...placeOf(channel) }, (listed) => {
      const members = listed.ok ? listed.value : []
      if (members.some(({ name }) => isSame(name, nick))) {
        return connection.reply('ERR_USERONCHANNEL', [word(nick), word(channel)])
      }
      const text = `You are invited to ${word(channel)}`
      connection.ask({ kind: 'send', to: nick, text, form: 'notice' }, (answer) => {
        if (answer.ok) connection.reply('RPL_INVITING', [word(nick), word(channel)])
        else refuse(connection, answer.error, { command: 'INVITE', channel, nick })
      })
    })
  }
}
