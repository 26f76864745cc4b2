/** Every command: when it is allowed, how many parameters it needs, and which part carries it out. */
import type { Batches } from './batches.ts'
import type { CapNegotiation } from './cap.ts'
import type { Channels } from './channels.ts'
import type { Connection } from './connection.ts'
import type { Message } from './frames.ts'
import type { History } from './history.ts'
import type { Messages } from './messages.ts'
import type { Modes } from './modes.ts'
import { isChannel, isNick, maskOf, nickOf } from './names.ts'
import type { Operators } from './operators.ts'
import { closingLink, type Registration } from './registration.ts'
import { farewells, refuse } from './replies.ts'
import { fromServer, fromUser, word } from './serializer.ts'
import type { ServerQueries } from './server-queries.ts'
import { oneLineText } from './text.ts'
import type { Topics } from './topics.ts'
import type { Who } from './who.ts'

/** The parts of a session. */
export interface Parts {
  readonly connection: Connection
  readonly cap: CapNegotiation
  readonly registration: Registration
  readonly channels: Channels
  readonly messages: Messages
  readonly batches: Batches
  readonly history: History
  readonly modes: Modes
  readonly operators: Operators
  readonly topics: Topics
  readonly who: Who
  readonly queries: ServerQueries
}

interface Command {
  readonly when: 'any' | 'before' | 'registered'
  /** The fewest parameters. */
  readonly least: number
  /** Not in RFC 2812: unknown in `strict`. */
  readonly isExtension?: true
  run(parts: Parts, message: Message): void
}

type Run = Command['run']

const any = (least: number, run: Run): Command => ({ when: 'any', least, run })
const before = (least: number, run: Run): Command => ({ when: 'before', least, run })
const registered = (least: number, run: Run): Command => ({ when: 'registered', least, run })
const extension = (command: Command): Command => ({ ...command, isExtension: true })

/** The first part of a message is of a batch, or it is said at once (4, 7.2). */
const message: Run = ({ batches, messages }, one) => {
  if (!batches.takeLine(one)) messages.take(one)
}

export const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['CAP', extension(any(1, ({ cap }, { params }) => cap.take(params)))],
  [
    'AUTHENTICATE',
    extension(any(1, ({ registration }, { params }) => registration.authenticate(params))),
  ],
  ['PASS', before(1, ({ registration }, { params }) => registration.pass(params))],
  ['NICK', any(0, nick)],
  ['USER', before(4, ({ registration }, { params }) => registration.user(params))],
  ['QUIT', any(0, quit)],
  ['PING', any(0, ({ queries }, { params }) => queries.ping(params))],
  ['PONG', any(0, () => {})],
  ['JOIN', registered(1, ({ channels }, { params }) => channels.join(params))],
  ['PART', registered(1, ({ channels }, { params }) => channels.part(params))],
  ['NAMES', registered(0, ({ channels }, { params }) => channels.names(params))],
  ['LIST', registered(0, ({ channels }, { params }) => channels.list(params))],
  ['TOPIC', registered(1, ({ topics }, { params }) => topics.take(params))],
  ['MODE', registered(1, ({ modes }, { params }) => modes.take(params))],
  ['KICK', registered(2, ({ operators }, { params }) => operators.kick(params))],
  ['INVITE', registered(2, ({ operators }, { params }) => operators.invite(params))],
  ['SILENCE', registered(1, silence)],
  ['PRIVMSG', registered(0, message)],
  ['NOTICE', registered(0, message)],
  ['TAGMSG', extension(registered(1, () => {}))],
  ['BATCH', extension(registered(1, ({ batches }, one) => batches.take(one)))],
  ['CHATHISTORY', extension(registered(1, chatHistory))],
  ['WHO', registered(0, ({ who }, { params }) => who.who(params))],
  ['WHOIS', registered(0, ({ who }, { params }) => who.whois(params))],
  ['WHOWAS', registered(0, ({ who }, { params }) => who.whowas(params))],
  ['USERHOST', registered(1, ({ who }, { params }) => who.userhost(params))],
  ['ISON', registered(1, ({ who }, { params }) => who.ison(params))],
  ['AWAY', registered(0, away)],
  ['LUSERS', registered(0, ({ queries }) => queries.lusers())],
  ['MOTD', registered(0, ({ queries }) => queries.motd())],
  ['VERSION', registered(0, ({ queries }) => queries.version())],
  ['TIME', registered(0, ({ queries }) => queries.time())],
  ['ADMIN', registered(0, ({ queries }) => queries.admin())],
  ['INFO', registered(0, ({ queries }) => queries.info())],
  ['OPER', registered(2, ({ connection }) => connection.reply('ERR_NOOPERHOST'))],
])

/** 2.3, 5.1. */
function nick({ connection, registration }: Parts, { params }: Message): void {
  if (!connection.isRegistered) return registration.nick(params)
  const [name = ''] = params
  const { name: old = '' } = connection
  if (name === '') return connection.reply('ERR_NONICKNAMEGIVEN')
  if (!isNick(name)) return connection.reply('ERR_ERRONEUSNICKNAME', [word(name)])
  if (name === old) return
  connection.ask({ kind: 'rename', name }, (answer) => {
    if (!answer.ok) return refuse(connection, answer.error, { command: 'NICK', nick: name })
    connection.name = answer.value.name
    connection.say(fromUser(maskOf(old), 'NICK', [answer.value.name]))
  })
}

/** 5.4. */
function quit({ connection }: Parts, { params: [text = ''] }: Message): void {
  const goodbye = () => {
    connection.tell(closingLink(farewells.logout))
    connection.close('logout')
  }
  if (connection.name === undefined) return goodbye()
  const reason = oneLineText(text)
  connection.ask({ kind: 'logout', ...(reason !== '' && { reason }) }, goodbye)
}

/** 4.7. */
function away({ connection }: Parts, { params: [text = ''] }: Message): void {
  const note = oneLineText(text)
  connection.ask({ kind: 'away', ...(note !== '' && { text: note }) }, (answer) => {
    if (answer.ok) connection.reply(note === '' ? 'RPL_UNAWAY' : 'RPL_NOWAWAY')
    else refuse(connection, answer.error, { command: 'AWAY' })
  })
}

/** 4.8: `SILENCE +bob`, `SILENCE -bob!*@*`. */
function silence({ connection }: Parts, { params: [mask = ''] }: Message): void {
  const isOff = mask.startsWith('-')
  const name = nickOf(mask.replace(/^[+-]/, ''))
  const kind = isOff ? 'unblock' : 'block'
  connection.ask<'block' | 'unblock'>({ kind, name }, (answer) => {
    if (!answer.ok) return refuse(connection, answer.error, { command: 'SILENCE', nick: name })
    const { name: other } = answer.value
    const own = maskOf(connection.target)
    connection.say(fromUser(own, 'SILENCE', [`${isOff ? '-' : '+'}${other}!*@*`]))
  })
}

/** 6.2. */
function chatHistory({ connection, channels, history }: Parts, { params }: Message): void {
  const [subcommand = '', target = '', reference = '', limit = ''] = params
  const fail = (code: string, params: readonly string[], text: string) => {
    connection.say(fromServer('FAIL', ['CHATHISTORY', code, ...params], text))
  }
  if (subcommand.toUpperCase() !== 'LATEST' || reference !== '*') {
    return fail('INVALID_PARAMS', [word(subcommand)], 'Only LATEST, with * and a limit, is served')
  }
  if (!/^\d{1,4}$/.test(limit) || Number(limit) === 0) {
    return fail('INVALID_PARAMS', [word(subcommand)], 'The limit is not a number of messages')
  }
  if (!isChannel(target) || !channels.isOn(target)) {
    return fail('INVALID_TARGET', ['LATEST', word(target)], 'You are not on that channel')
  }
  history.asked(target, Math.min(Number(limit), connection.options.history))
}
