/** Capability negotiation (2.5), as of IRCv3. */
import { isCapability, offered } from './capability-list.ts'
import type { Connection } from './connection.ts'
import { word, wrapped } from './serializer.ts'

/** From this version on values are told. */
const WITH_VALUES = 302

/** What one client has negotiated. */
export class CapNegotiation {
  readonly #connection: Connection
  readonly #ended: () => void
  /** Between `CAP LS` or `CAP REQ` and `CAP END`, before the registration, which waits. */
  isOpen = false

  /** `ended`: the client has said `CAP END`. */
  constructor(connection: Connection, ended: () => void) {
    this.#connection = connection
    this.#ended = ended
  }

  take([subcommand = '', argument = '']: readonly string[]): void {
    switch (subcommand.toUpperCase()) {
      case 'LS':
        return this.#list(argument)
      case 'LIST':
        return this.#tell('LIST', [...this.#connection.caps].sort())
      case 'REQ':
        return this.#request(argument)
      case 'END':
        this.isOpen = false
        return this.#ended()
      default:
        return this.#connection.reply('ERR_INVALIDCAPCMD', [word(subcommand)])
    }
  }

  #open(): void {
    if (!this.#connection.isRegistered) this.isOpen = true
  }

  #list(version: string): void {
    this.#open()
    const hasValues = /^\d{1,9}$/.test(version) && Number(version) >= WITH_VALUES
    if (hasValues) this.#connection.set('cap-notify', true)
    this.#tell('LS', offered(hasValues), hasValues)
  }

  /** All of them or none; `-name` switches one off. */
  #request(argument: string): void {
    this.#open()
    const wanted = argument.split(' ').filter((name) => name !== '')
    const known = wanted.flatMap((name) => {
      const bare = name.replace(/^-/, '')
      return isCapability(bare) ? [{ bare, isOn: bare === name }] : []
    })
    if (known.length < wanted.length) return this.#tell('NAK', wanted.map(word))
    for (const { bare, isOn } of known) this.#connection.set(bare, isOn)
    this.#tell('ACK', wanted)
  }

  /** In several lines, of which all but the last have a `*`, where one is too short. */
  #tell(subcommand: string, names: readonly string[], mayContinue = false): void {
    const connection = this.#connection
    const start = `CAP ${connection.target} ${subcommand}`
    const rows = wrapped('', names, connection.options.maxLine - `:parley ${start} * :`.length)
    const last = rows.length - 1
    rows.forEach((row, index) => {
      const more = mayContinue && index < last ? ' *' : ''
      connection.say(`:parley ${start}${more} :${row}`)
    })
  }
}
