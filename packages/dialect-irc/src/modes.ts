/** MODE (3.8): of a channel, and of the user. */
import type { AnswerOf } from '@parley/contract'
import type { Connection } from './connection.ts'
import { HOST, isChannel, isSame, maskOf, nickOf } from './names.ts'
import { refuse } from './replies.ts'
import { placeOf } from './rooms.ts'
import { fromUser, word } from './serializer.ts'

/** The modes of every channel: messages only from those on it, its topic only from operators. */
const CHANNEL_MODES = '+nt'

/** Changes that one MODE may make. */
export const MOST_MODES = 4

/** One letter with its sign, and the mask that goes with it. */
interface Change {
  readonly isOn: boolean
  readonly letter: string
  readonly mask: string | undefined
}

export class Modes {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  take([target = '', modes = '', ...masks]: readonly string[]): void {
    if (!isChannel(target)) return this.#ofUser(target, modes)
    if (modes === '') return this.#ofChannel(target)
    this.#change(target, changesIn(modes, masks).slice(0, MOST_MODES))
  }

  #ofChannel(channel: string): void {
    const connection = this.#connection
    connection.ask({ kind: 'topic', ...placeOf(channel) }, (answer) => {
      if (answer.ok) connection.reply('RPL_CHANNELMODEIS', [word(channel), CHANNEL_MODES])
      else refuse(connection, answer.error, { command: 'MODE', channel })
    })
  }

  #change(channel: string, [change, ...others]: readonly Change[]): void {
    if (change === undefined) return
    const then = () => this.#change(channel, others)
    const { letter, mask } = change
    if (letter === 'b' && mask === undefined) return this.#listBans(channel, then)
    if (letter !== 'b' && letter !== 'q') {
      this.#connection.reply('ERR_UNKNOWNMODE', [letter])
      return then()
    }
    const name = nameOf(mask ?? '')
    if (name === undefined) {
      const params = [word(channel), letter, word(mask ?? '')]
      this.#connection.reply('ERR_INVALIDMODEPARAM', params, 'Give a nickname: nick!*@*')
      return then()
    }
    this.#changeFor(channel, change, name, then)
  }

  /** `b` keeps a user out, `q` silences them. */
  #changeFor(channel: string, { letter, isOn }: Change, name: string, then: () => void): void {
    const whom = { name, ...placeOf(channel) }
    const done = (answer: AnswerOf<'ban' | 'unban' | 'mute' | 'unmute'>) => {
      const connection = this.#connection
      if (answer.ok) {
        const params = [word(channel), `${isOn ? '+' : '-'}${letter}`, `${name}!*@*`]
        connection.say(fromUser(maskOf(connection.target), 'MODE', params))
      } else refuse(connection, answer.error, { command: 'MODE', channel, nick: name })
      then()
    }
    if (letter === 'b') {
      this.#connection.ask(isOn ? { kind: 'ban', ...whom } : { kind: 'unban', ...whom }, done)
    } else
      this.#connection.ask(isOn ? { kind: 'mute', ...whom } : { kind: 'unmute', ...whom }, done)
  }

  #listBans(channel: string, then: () => void): void {
    const connection = this.#connection
    connection.ask({ kind: 'bans', ...placeOf(channel) }, (answer) => {
      if (answer.ok) {
        for (const { name, by, since } of answer.value) {
          const params = [word(channel), `${name}!*@*`, by, String(Math.floor(since / 1000))]
          connection.reply('RPL_BANLIST', params)
        }
        connection.reply('RPL_ENDOFBANLIST', [word(channel)])
      } else refuse(connection, answer.error, { command: 'MODE', channel })
      then()
    })
  }

  /** Everybody is `i`: no list tells of a user who is asked for by a mask of hosts. */
  #ofUser(nick: string, modes: string): void {
    const connection = this.#connection
    const { name = '' } = connection
    if (!isSame(nick, name)) return connection.reply('ERR_USERSDONTMATCH')
    if (modes === '') return connection.reply('RPL_UMODEIS', ['+i'])
    if (/^\+?i+$/.test(modes)) return connection.say(`:${name} MODE ${name} :+i`)
    connection.reply('ERR_UMODEUNKNOWNFLAG')
  }
}

function changesIn(modes: string, masks: readonly string[]): readonly Change[] {
  const left = [...masks]
  let isOn = true
  const changes: Change[] = []
  for (const letter of modes) {
    if (letter === '+' || letter === '-') isOn = letter === '+'
    else changes.push({ isOn, letter: word(letter), mask: left.shift() })
  }
  return changes
}

/** `bob` of `bob`, `bob!*@*` or `bob!u@parley`: a ban is of a name. */
function nameOf(mask: string): string | undefined {
  const name = nickOf(mask)
  const rest = mask.slice(name.length)
  const isOfAll = rest === '' || /^!\*?[^*?]*@\*$/.test(rest) || rest.endsWith(`@${HOST}`)
  return name === '' || /[*?]/.test(name) || !isOfAll ? undefined : name
}
