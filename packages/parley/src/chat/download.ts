import { accessSync, closeSync, constants, openSync, rmSync, writeSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { codeOf, messageOf, UsageError } from '../errors.ts'

/** How many numbers are tried for a name that is there already. */
const MOST_TRIES = 10_000

/**
 * Makes the folder that a flag names, where there is none, and refuses one that takes no files. The
 * store, which knows how to make one, is loaded for that alone: chat starts without it.
 */
export async function readyFolder(folder: string, flag: string): Promise<void> {
  try {
    const { makeFolder } = await import('@parley/store')
    makeFolder(folder)
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new UsageError(`${flag}: ${folder} can take no files: ${messageOf(error)}`)
  }
}

/** A file that is coming into a folder that is there: it never takes the place of another one. */
export class Download {
  readonly #path: string
  readonly #name: string
  #handle: number | undefined

  constructor(folder: string, name: string) {
    const { handle, free } = create(folder, basename(name))
    this.#handle = handle
    this.#name = free
    this.#path = join(folder, free)
  }

  write(bytes: Uint8Array): void {
    if (this.#handle !== undefined) writeSync(this.#handle, bytes)
  }

  /** The name under which it is there now; undefined where it could not be made. */
  keep(): string | undefined {
    if (this.#handle === undefined) return undefined
    closeSync(this.#handle)
    this.#handle = undefined
    return this.#name
  }

  drop(): void {
    if (this.keep() !== undefined) rmSync(this.#path, { force: true })
  }
}

/** The most bytes of a file's name, with room for a number: file systems take 255. */
const MOST_NAME = 240

/** `jess_clip.mp4`: a file of somebody's, as a name that leads nowhere else. */
export function nameFrom(sender: string, file: string): string {
  const said = sender === '' ? file : `${sender}_${file}`
  const safe = said.replace(/[/\\\p{Cc}]/gu, '_').replace(/^\.+/, (dots) => '_'.repeat(dots.length))
  const end = extname(safe)
  const stem = [...safe.slice(0, safe.length - end.length)]
  const room = MOST_NAME - Buffer.byteLength(end)
  while (stem.length > 1 && Buffer.byteLength(stem.join('')) > room) stem.pop()
  return stem.join('') + end
}

/** `clip.mp4`, or `clip-1.mp4` where that is there, and so on. */
function create(folder: string, name: string): { handle: number | undefined; free: string } {
  const end = extname(name)
  const stem = name.slice(0, name.length - end.length)
  for (let count = 0; count < MOST_TRIES; count++) {
    const free = count === 0 ? name : `${stem}-${count}${end}`
    try {
      return { handle: openSync(join(folder, free), 'wx'), free }
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
  }
  return { handle: undefined, free: name }
}
