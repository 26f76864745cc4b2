/** Registration (2): NICK, USER and PASS in any order, or SASL; then the login, and the welcome. */
import { type DirectMessage, type ErrorCode, oneLine } from '@parley/contract'
import type { Connection } from './connection.ts'
import type { Identity } from './identities.ts'
import { supportLines } from './isupport.ts'
import { HOST, isNick, maskOf } from './names.ts'
import { refuse } from './replies.ts'
import { type Credentials, SaslExchange } from './sasl.ts'
import { fromServer, word } from './serializer.ts'

/** The most characters that `USER` may have for a username, and for a real name. */
const MOST_USER = 16
const MOST_REALNAME = 128

/** Direct messages between a login by SASL and the end of the registration, which are told after it. */
const MOST_HELD = 100

export class Registration {
  readonly #connection: Connection
  readonly #hasNegotiated: () => boolean
  readonly #welcomed: (held: readonly DirectMessage[]) => void
  readonly #sasl = new SaslExchange()
  #nick: string | undefined
  #identity: Identity | undefined
  #password: string | undefined
  #held: DirectMessage[] = []

  /** `welcomed`: the user is in, and these messages have come before. */
  constructor(
    connection: Connection,
    hasNegotiated: () => boolean,
    welcomed: (held: readonly DirectMessage[]) => void,
  ) {
    this.#connection = connection
    this.#hasNegotiated = hasNegotiated
    this.#welcomed = welcomed
  }

  pass([password = '']: readonly string[]): void {
    this.#password = password
  }

  nick([nick = '']: readonly string[]): void {
    if (nick === '') return this.#connection.reply('ERR_NONICKNAMEGIVEN')
    if (!isNick(nick)) return this.#connection.reply('ERR_ERRONEUSNICKNAME', [word(nick)])
    this.#nick = nick
    this.attempt()
  }

  user([user = '', , , realname = '']: readonly string[]): void {
    const name = oneLine(user.replace(/[@!:\s]/g, '')).slice(0, MOST_USER)
    if (name === '') return this.#connection.reply('ERR_NEEDMOREPARAMS', ['USER'])
    this.#identity = {
      user: `~${name}`.toWellFormed(),
      realname: oneLine(realname.slice(0, MOST_REALNAME)),
    }
    this.attempt()
  }

  /** 2.8. */
  authenticate([argument = '']: readonly string[]): void {
    const connection = this.#connection
    if (connection.name !== undefined) return connection.reply('ERR_SASLALREADY')
    const step = this.#sasl.take(argument)
    switch (step.kind) {
      case 'continue':
        return connection.say('AUTHENTICATE +')
      case 'wait':
        return
      case 'unknown-mechanism':
        connection.reply('RPL_SASLMECHS', ['PLAIN'])
        return connection.reply('ERR_SASLFAIL')
      case 'too-long':
        return connection.reply('ERR_SASLTOOLONG')
      case 'aborted':
        return connection.reply('ERR_SASLABORTED')
      case 'failed':
        return connection.reply('ERR_SASLFAIL')
      case 'credentials':
        return this.#authenticate(step.credentials)
    }
  }

  #authenticate({ name, password }: Credentials): void {
    const connection = this.#connection
    if (!isNick(name)) return connection.reply('ERR_SASLFAIL')
    const { policy } = connection.shared
    connection.ask({ kind: 'login', name, cap: 0, password, policy }, (answer) => {
      if (!answer.ok) return connection.reply('ERR_SASLFAIL')
      const own = answer.value.name
      connection.name = own
      connection.reply('RPL_LOGGEDIN', [maskOf(own), own], `You are now logged in as ${own}`)
      connection.reply('RPL_SASLSUCCESS')
    })
  }

  /** A direct message before the welcome. */
  hold(message: DirectMessage): void {
    this.#held.push(message)
    if (this.#held.length > MOST_HELD) this.#connection.close('slow-receiver')
  }

  /** Logs in once all is there (2.3). */
  attempt(): void {
    const connection = this.#connection
    const identity = this.#identity
    const name = connection.name ?? this.#nick
    if (name === undefined || identity === undefined || !this.#hasNegotiated()) return
    if (this.#nick === undefined) return
    if (connection.name !== undefined) return this.#welcome(name, identity)
    const password = this.#password
    const proof = password === undefined ? {} : { password, policy: connection.shared.policy }
    connection.ask({ kind: 'login', name, cap: 0, ...proof }, (answer) => {
      if (answer.ok) this.#welcome(answer.value.name, identity)
      else this.#refuse(name, answer.error)
    })
  }

  /** 2.3, 2.7: another NICK, or PASS and NICK, may follow. */
  #refuse(name: string, error: ErrorCode): void {
    this.#nick = undefined
    this.#password = undefined
    if (error === 'banned') this.#connection.reply('ERR_YOUREBANNEDCREEP')
    else refuse(this.#connection, error, { command: 'NICK', nick: name })
  }

  /** 2.4. */
  #welcome(name: string, identity: Identity): void {
    const connection = this.#connection
    const { options, shared, peer } = connection
    connection.name = name
    connection.isRegistered = true
    shared.identities.put(peer, identity)
    this.#password = undefined
    const { network } = options
    connection.reply('RPL_WELCOME', [], `Welcome to the ${network} network, ${maskOf(name)}`)
    connection.reply('RPL_YOURHOST', [], `Your host is ${HOST}, running Parley`)
    connection.reply('RPL_CREATED', [], 'This server has users of several protocols in one room')
    connection.reply('RPL_MYINFO', [HOST, 'parley', 'i', 'bnqt', 'bq'])
    for (const tokens of supportLines(options)) connection.reply('RPL_ISUPPORT', tokens)
    connection.reply('ERR_NOMOTD')
    const held = this.#held
    this.#held = []
    this.#welcomed(held)
  }
}

/** 5.4. */
export function closingLink(text: string): string {
  return fromServer('ERROR', [], `Closing link: ${text}`).slice(`:${HOST} `.length)
}
