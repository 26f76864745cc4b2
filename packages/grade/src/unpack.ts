import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl'
import { codeOf, isSystemError, messageOf } from './errors.ts'
import { safePath } from './safe-path.ts'
import { TooMuch, type UnpackBudget } from './unpack-budget.ts'

/** A file of so many bytes that is so many times as long as what it was packed to is a bomb. */
const LARGE = 16 * 1024 * 1024
const MOST_RATIO = 200

/** The kind of a file in the mode that Unix keeps in an archive; 0 where another system wrote it. */
const KIND = 0o170_000
const plainKinds = new Set([0, 0o100_000, 0o040_000])
const LINK = 0o120_000
const EXECUTABLE = 0o111

/**
 * Unpacks an archive into a folder that exists; gives what was left out and why, a sentence each. No
 * link is made, nothing outside the folder is written, and nothing that is there is overwritten.
 * Throws `TooMuch` where the budget is used up, and an `Error` where the file is no zip archive.
 */
export async function unpackZip(
  path: string,
  folder: string,
  budget: UnpackBudget,
): Promise<readonly string[]> {
  try {
    return await unpackAll(path, folder, budget)
  } catch (error) {
    if (error instanceof TooMuch || isSystemError(error)) throw error
    throw new Error(`${printable(basename(path))} is no zip archive, or is damaged`, {
      cause: error,
    })
  }
}

async function unpackAll(
  path: string,
  folder: string,
  budget: UnpackBudget,
): Promise<readonly string[]> {
  const notes: string[] = []
  const zip = await openPromise(path, { decodeStrings: false, autoClose: false })
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry)
      const note = await unpackEntry(zip, entry, { name, folder, budget })
      if (note !== undefined) notes.push(`${printable(name)} was left out: ${note}`)
    }
  } finally {
    zip.close()
  }
  return notes
}

/** With `decodeStrings` an archive with one bad name could not be read at all. */
function nameOf(entry: Entry): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false)
}

/** Gives why the entry was left out; undefined where it was not, or nobody misses it. */
async function unpackEntry(
  zip: ZipFile,
  entry: Entry,
  { name, folder, budget }: { name: string; folder: string; budget: UnpackBudget },
): Promise<string | undefined> {
  const safe = safePath(name)
  if (safe.kind === 'machine-made') return undefined
  if (safe.kind === 'refused') return safe.why
  const mode = entry.externalFileAttributes >>> 16
  const kind = mode & KIND
  if (kind === LINK) return 'it is a link'
  if (!plainKinds.has(kind)) return 'it is no file and no folder'
  budget.addFile()
  const target = join(folder, ...safe.parts)
  try {
    if (/[\\/]$/.test(name)) {
      await mkdir(target, { recursive: true })
      return undefined
    }
    if (entry.isEncrypted()) return 'it is encrypted'
    if (!entry.canDecodeFileData()) return 'it is packed in a way that cannot be read'
    const { uncompressedSize, compressedSize } = entry
    if (uncompressedSize > LARGE && uncompressedSize > MOST_RATIO * compressedSize) {
      throw new TooMuch(`${printable(name)} is packed to less than a ${MOST_RATIO}th of its size`)
    }
    await mkdir(dirname(target), { recursive: true })
    const stream = await zip.openReadStreamPromise(entry)
    const file = createWriteStream(target, {
      flags: 'wx',
      mode: (mode & EXECUTABLE) === 0 ? 0o644 : 0o755,
    })
    await pipeline(stream, counted(budget), file)
    return undefined
  } catch (error) {
    if (error instanceof TooMuch) throw error
    const reason = reasonOf(error)
    if (!taken.includes(codeOf(error))) await rm(target, { force: true })
    return reason
  }
}

function counted(budget: UnpackBudget): Transform {
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      try {
        budget.addBytes(chunk.length)
        done(null, chunk)
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)))
      }
    },
  })
}

const taken: readonly unknown[] = ['EEXIST', 'ENOTDIR', 'EISDIR']

/** What is wrong with the entry; what is wrong with this machine, as a full disk, is thrown. */
function reasonOf(error: unknown): string {
  if (taken.includes(codeOf(error))) return 'something of its name is there already'
  if (isSystemError(error)) throw error
  return messageOf(error)
}

/** The most characters of a name that are shown. */
const MOST_SHOWN = 100

function printable(name: string): string {
  return name.replace(/[\p{C}\p{Bidi_Control}]/gu, '?').slice(0, MOST_SHOWN)
}
