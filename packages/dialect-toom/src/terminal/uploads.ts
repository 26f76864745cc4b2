import { type CallNews, canonicalName, type Peer, type TerminalLine } from '@parley/contract'
import { isFileName, withoutControls } from '../file-transfer.ts'
import { MOST_USERS, readUser } from '../serializer.ts'

/**
 * Files to and from other clients, in a person's words (7), sent to where the last ATU said (5.1).
 *
 *     UPD = "UPD" 1*SP user 1*SP file ; a file's name may have blanks within
 */
export class Uploads {
  readonly #line: TerminalLine
  #places: ReadonlyMap<string, Peer> = new Map()
  #underWay = 0

  constructor(line: TerminalLine) {
    this.#line = line
  }

  /** Number of files under way. */
  get underWay(): number {
    return this.#underWay
  }

  /** Remembers addresses for files from a reply to ATU. */
  learn(type: string, lines: readonly string[]): void {
    if (type !== 'ATU' && type !== 'ATU-N') return
    const users = type === 'ATU' ? lines.slice(0, MOST_USERS).map(readUser) : []
    this.#places = new Map(
      users.flatMap((user) => {
        if (user === undefined || !isPort(user.place.port)) return []
        return [[canonicalName(user.name), user.place] as const]
      }),
    )
  }

  /** Carries out `UPD`. False if it cannot, after showing why. */
  begin(typed: string, from: string): boolean {
    const [, user = '', file] = /^UPD +([^ ]+) +(.*[^ ]) *$/s.exec(typed) ?? []
    const place = this.#places.get(canonicalName(user))
    if (file === undefined) {
      return this.#refuse(
        'UPD Failed! Please check the format of UPD command: UPD <username> <filename>',
      )
    }
    if (place === undefined) {
      return this.#refuse(
        `${user} is offline or does not exist! Please use ATU command to download user information.`,
      )
    }
    if (!isFileName(file)) return this.#refuse(missing(file))
    this.#underWay += 1
    this.#line.sendFile(user, place, from, file)
    return true
  }

  heard(news: CallNews): void {
    switch (news.kind) {
      case 'file-sent':
        this.#underWay = Math.max(0, this.#underWay - 1)
        return this.#line.show(withoutControls(`${news.file} has been uploaded.`), 'aside')
      case 'file-failed':
        this.#underWay = Math.max(0, this.#underWay - 1)
        this.#refuse(news.why === 'missing' ? missing(news.file) : `${news.file} cannot be read!`)
        return
      case 'file-received':
        return this.#line.show(withoutControls(`Received ${news.file} from ${news.from}.`), 'said')
      case 'call-opened':
      case 'call-failed':
      case 'call-ended':
      case 'call-said':
        return
    }
  }

  #refuse(text: string): false {
    this.#line.show(withoutControls(text), 'trouble')
    return false
  }
}

function missing(file: string): string {
  return `${file} is not in the current directory!`
}

function isPort(port: number): boolean {
  return port > 0 && port < 65_536
}
