/** Questions about the server: LUSERS, VERSION, TIME and their like (5.5). */
import type { Connection } from './connection.ts'
import { HOST } from './names.ts'

/** The lobby is no room among the others. */
const LOBBIES = 1

export class ServerQueries {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  lusers(): void {
    const connection = this.#connection
    connection.ask({ kind: 'list' }, (answer) => {
      const users = answer.ok ? answer.value.length : 0
      connection.ask({ kind: 'rooms' }, (rooms) => {
        this.#sayLusers(users, rooms.ok ? rooms.value.length + LOBBIES : LOBBIES)
      })
    })
  }

  #sayLusers(users: number, channels: number): void {
    const connection = this.#connection
    const counts = [users, users].map(String)
    connection.reply('RPL_LUSERCLIENT', [], `There are ${users} users and 0 invisible on 1 servers`)
    connection.reply('RPL_LUSEROP', ['0'])
    connection.reply('RPL_LUSERUNKNOWN', ['0'])
    connection.reply('RPL_LUSERCHANNELS', [String(channels)])
    connection.reply('RPL_LUSERME', [], `I have ${users} clients and 0 servers`)
    connection.reply('RPL_LOCALUSERS', counts, `Current local users ${users}, max ${users}`)
    connection.reply('RPL_GLOBALUSERS', counts, `Current global users ${users}, max ${users}`)
  }

  motd(): void {
    this.#connection.reply('ERR_NOMOTD')
  }

  version(): void {
    this.#connection.reply('RPL_VERSION', ['parley', HOST], 'Parley')
  }

  time(): void {
    const date = new Date(this.#connection.now)
    this.#connection.reply('RPL_TIME', [HOST], date.toUTCString())
  }

  admin(): void {
    this.#connection.reply('ERR_NOADMININFO', [HOST])
  }

  info(): void {
    this.#connection.reply(
      'RPL_INFO',
      [],
      'Parley: a chat gateway for clients of several protocols',
    )
    this.#connection.reply('RPL_ENDOFINFO')
  }

  ping([token = '']: readonly string[]): void {
    if (token === '') this.#connection.reply('ERR_NOORIGIN')
    else this.#connection.say(`:${HOST} PONG ${HOST} :${token.replace(/[\0\r\n]/g, ' ')}`)
  }
}
