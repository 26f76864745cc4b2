/** Questions about users: WHO, WHOIS, WHOWAS, USERHOST, ISON (3.5). */
import type { AnswerOf, InRoom, Present, UserDetails } from '@parley/contract'
import type { Connection } from './connection.ts'
import { otherSpelling } from './lookup.ts'
import { HOST, isChannel, isSame, LOBBY, MOST_NICK, maskOf } from './names.ts'
import { refuse } from './replies.ts'
import { placeOf } from './rooms.ts'
import { word, wrapped } from './serializer.ts'

/** The most names that one question may have. */
const MOST_NAMES = 5

export class Who {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** `WHO #tea`, `WHO bob`, `WHO b*`, `WHO`. */
  who([mask = '*']: readonly string[]): void {
    const connection = this.#connection
    const channel = isChannel(mask) ? mask : undefined
    if (channel === undefined) {
      this.#withPresent('WHO', {}, (present) => {
        this.#sayUsers(
          mask,
          present.filter(({ name }) => matches(mask, name)),
        )
      })
      return
    }
    this.#withPresent('WHO', placeOf(channel), (present) => {
      if (present.length === 0) return this.#sayUsers(channel, [])
      connection.ask({ kind: 'moderators', ...placeOf(channel) }, (answer) => {
        this.#sayUsers(channel, present, new Set(answer.ok ? answer.value : []))
      })
    })
  }

  #sayUsers(mask: string, present: readonly Present[], operators?: ReadonlySet<string>): void {
    const connection = this.#connection
    const channel = isChannel(mask) ? word(mask) : '*'
    for (const one of present) {
      const { user, realname } = this.#identity(one)
      const status = one.away === undefined ? 'H' : 'G'
      const rank = operators?.has(one.name) === true ? '@' : ''
      const row = [channel, user, HOST, HOST, one.name, status + rank]
      connection.reply('RPL_WHOREPLY', row, `0 ${realname}`)
    }
    connection.reply('RPL_ENDOFWHO', [word(mask)])
  }

  /** `WHOIS bob`, or `WHOIS server bob`. */
  whois([first = '', second]: readonly string[]): void {
    const connection = this.#connection
    const name = second ?? first
    if (name === '') return connection.reply('ERR_NONICKNAMEGIVEN')
    connection.ask({ kind: 'whois', name }, (answer) => {
      if (answer.ok) return this.#whoisEnds(name, answer)
      otherSpelling(connection, name, (found) => {
        if (found === undefined) return this.#whoisEnds(name, answer)
        connection.ask({ kind: 'whois', name: found }, (again) => this.#whoisEnds(found, again))
      })
    })
  }

  #whoisEnds(nick: string, answer: AnswerOf<'whois'>): void {
    if (answer.ok) this.#describe(answer.value)
    else refuse(this.#connection, answer.error, { command: 'WHOIS', nick })
    this.#connection.reply('RPL_ENDOFWHOIS', [word(nick)])
  }

  #describe({ present, moderator, rooms }: UserDetails): void {
    const { name, via, away } = present
    const { user, realname } = this.#identity(present)
    const connection = this.#connection
    connection.reply('RPL_WHOISUSER', [name, user, HOST, '*'], realname)
    const before = `:${HOST} 319 ${connection.target} ${name} :`
    const channels = [LOBBY, ...rooms].map((room) => (moderator ? `@${room}` : room))
    for (const row of wrapped(before, channels, connection.options.maxLine)) {
      connection.say(row)
    }
    connection.reply('RPL_WHOISSERVER', [name, HOST], connection.options.network)
    if (moderator) connection.reply('RPL_WHOISOPERATOR', [name])
    if (away !== undefined) connection.reply('RPL_AWAY', [name], away)
    connection.reply('RPL_WHOISSPECIAL', [name], `speaks ${via}`)
  }

  whowas([nick = '']: readonly string[]): void {
    const connection = this.#connection
    if (nick === '') return connection.reply('ERR_NONICKNAMEGIVEN')
    const gone = connection.shared.departures.of(nick)
    if (gone === undefined) connection.reply('ERR_WASNOSUCHNICK', [word(nick)])
    else {
      const [, user = ''] = maskOf(gone.name).split(/[!@]/)
      connection.reply('RPL_WHOWASUSER', [gone.name, user, HOST, '*'], gone.name)
      const time = new Date(gone.time).toUTCString()
      connection.reply('RPL_WHOISSERVER', [gone.name, HOST], time)
    }
    connection.reply('RPL_ENDOFWHOWAS', [word(nick)])
  }

  userhost(nicks: readonly string[]): void {
    this.#withPresent('USERHOST', {}, (present) => {
      const rows = nicks.slice(0, MOST_NAMES).flatMap((nick) => {
        const found = present.find(({ name }) => isSame(name, nick))
        if (found === undefined) return []
        const sign = found.away === undefined ? '+' : '-'
        return [`${found.name}=${sign}${this.#identity(found).user}@${HOST}`]
      })
      this.#connection.reply('RPL_USERHOST', [], rows.join(' '))
    })
  }

  ison(nicks: readonly string[]): void {
    this.#withPresent('ISON', {}, (present) => {
      const wanted = nicks.flatMap((one) => one.split(' '))
      const found = present.filter(({ name }) => wanted.some((one) => isSame(one, name)))
      const names = found.map(({ name }) => name)
      const room = this.#connection.options.maxLine - MOST_NICK
      const [row = ''] = wrapped(`:${HOST} 303 :`, names, room)
      this.#connection.reply('RPL_ISON', [], row.slice(`:${HOST} 303 :`.length))
    })
  }

  #withPresent(command: string, place: InRoom, then: (present: readonly Present[]) => void): void {
    this.#connection.ask({ kind: 'list', ...place }, (answer) => {
      if (answer.ok) then(answer.value)
      else if (answer.error === 'no-such-room') then([])
      else refuse(this.#connection, answer.error, { command })
    })
  }

  /** Users of other dialects have that as their username. */
  #identity({ name, via, peer }: Present) {
    const own = via === 'irc' ? this.#connection.shared.identities.of(peer) : undefined
    return own ?? { user: via, realname: name }
  }
}

/** `*` and `?` stand for any characters, and for one. */
function matches(mask: string, name: string): boolean {
  if (mask === '*' || mask === '0') return true
  if (!/[*?]/.test(mask)) return isSame(mask, name)
  return isLike(mask.toLowerCase(), name.toLowerCase())
}

/** Goes back to the last star alone: its time grows with the product of the lengths. */
function isLike(mask: string, name: string): boolean {
  let at = 0
  let star = -1
  let mark = 0
  for (let from = 0; from < name.length; ) {
    if (mask[at] === '*') {
      star = at
      mark = from
      at += 1
    } else if (at < mask.length && (mask[at] === '?' || mask[at] === name[from])) {
      at += 1
      from += 1
    } else if (star >= 0) {
      at = star + 1
      mark += 1
      from = mark
    } else return false
  }
  return /^\**$/.test(mask.slice(at))
}
