import { type NameKeys, nameKeys } from '@parley/contract'
import { copyString } from './copy-string.ts'
import { NameIndex } from './name-index.ts'
import type { Restricted, Restriction, Restrictions } from './ports.ts'

/** Bans, and mutes, of the lobby; a further one is refused. */
export const MOST_OF_LOBBY = 10_000

/** The same of one room. */
export const MOST_OF_ROOM = 100

const kinds = ['ban', 'mute'] as const

/** Those of one kind in one place. */
class Sheet {
  readonly #byName = new Map<string, Restriction>()
  readonly #index = new NameIndex<string>()
  readonly #byAddress = new Map<string, Set<Restriction>>()

  get size(): number {
    return this.#byName.size
  }

  all(): Iterable<Restriction> {
    return this.#byName.values()
  }

  find({ keys, address }: Restricted, now: number): Restriction | undefined {
    for (const name of this.#index.alike(keys)) {
      const found = this.#byName.get(name)
      if (found !== undefined && isInForce(found, now)) return found
    }
    if (address === undefined) return undefined
    for (const found of this.#byAddress.get(address) ?? []) {
      if (isInForce(found, now)) return found
    }
    return undefined
  }

  named(name: string): Restriction | undefined {
    return this.#byName.get(name)
  }

  alike(keys: NameKeys): readonly Restriction[] {
    return [...this.#index.alike(keys)].flatMap((name) => this.#byName.get(name) ?? [])
  }

  put(restriction: Restriction): void {
    const { name, address } = restriction
    this.delete(name)
    this.#byName.set(name, restriction)
    this.#index.add(nameKeys(name), name)
    if (address === undefined) return
    const there = this.#byAddress.get(address) ?? new Set()
    this.#byAddress.set(address, there.add(restriction))
  }

  delete(name: string): void {
    const found = this.#byName.get(name)
    if (found === undefined) return
    this.#byName.delete(name)
    this.#index.delete(nameKeys(name), name)
    const there = this.#byAddress.get(found.address ?? '')
    there?.delete(found)
    if (there?.size === 0) this.#byAddress.delete(found.address ?? '')
  }
}

/** Bans and mutes, in this process. */
export class MemoryRestrictions implements Restrictions {
  readonly #sheets = new Map<string, Sheet>()

  get none(): boolean {
    return this.#sheets.size === 0
  }

  get state(): readonly Restriction[] {
    return [...this.#sheets.values()].flatMap((sheet) => [...sheet.all()])
  }

  restore(state: readonly Restriction[]): void {
    for (const one of state) {
      const sheet = this.#sheets.get(sheetOf(one.kind, one.room)) ?? new Sheet()
      sheet.put(one)
      this.#sheets.set(sheetOf(one.kind, one.room), sheet)
    }
  }

  find(kind: Restriction['kind'], room: string, who: Restricted, now: number) {
    return this.#sheets.get(sheetOf(kind, room))?.find(who, now)
  }

  put(given: Restriction): boolean {
    const { kind, room } = given
    const sheet = this.#sheets.get(sheetOf(kind, room)) ?? new Sheet()
    for (const one of [...sheet.all()]) if (!isInForce(one, given.since)) sheet.delete(one.name)
    const isNew = sheet.named(given.name) === undefined
    if (isNew && sheet.size >= (room === '' ? MOST_OF_LOBBY : MOST_OF_ROOM)) return false
    sheet.put({ ...given, name: copyString(given.name), room: copyString(room) })
    this.#sheets.set(sheetOf(kind, room), sheet)
    return true
  }

  remove(kind: Restriction['kind'], room: string, keys: NameKeys): boolean {
    const found = this.alike(kind, room, keys)
    for (const { name } of found) this.delete(kind, room, name)
    return found.length > 0
  }

  of(kind: Restriction['kind'], room: string, now: number): readonly Restriction[] {
    const all = [...(this.#sheets.get(sheetOf(kind, room))?.all() ?? [])]
    const inForce = all.filter((one) => isInForce(one, now))
    return inForce.sort((one, other) => (one.name < other.name ? -1 : 1))
  }

  /** Whether there were any. */
  clear(room: string): boolean {
    const gone = kinds.filter((kind) => this.#sheets.delete(sheetOf(kind, room)))
    return gone.length > 0
  }

  /** `name`: as it was put. */
  named(kind: Restriction['kind'], room: string, name: string): Restriction | undefined {
    return this.#sheets.get(sheetOf(kind, room))?.named(name)
  }

  /** Those of names that are alike, in force or not. */
  alike(kind: Restriction['kind'], room: string, keys: NameKeys): readonly Restriction[] {
    return this.#sheets.get(sheetOf(kind, room))?.alike(keys) ?? []
  }

  /** `name`: as it was put. */
  delete(kind: Restriction['kind'], room: string, name: string): void {
    const sheet = this.#sheets.get(sheetOf(kind, room))
    sheet?.delete(name)
    if (sheet?.size === 0) this.#sheets.delete(sheetOf(kind, room))
  }
}

function isInForce({ until }: Restriction, now: number): boolean {
  return until === undefined || until > now
}

function sheetOf(kind: Restriction['kind'], room: string): string {
  return `${kind} ${room}`
}
