import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** The most files of a submission that are looked at, and how deep folders are gone into. */
const MOST_FILES = 2000
const MOST_DEPTH = 8

/** The most bytes of a file that are read. */
const MOST_READ = 256 * 1024

/** Folders in which nobody's own sources are. */
const leftOut: readonly string[] = [
  'node_modules',
  'venv',
  '__pycache__',
  '__MACOSX',
  'site-packages',
  'target',
]

/** The files of a folder, sorted, as paths from it with `/`; links are left out. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const found: string[] = []
  const waiting = [{ path: '', depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const entry of await readdir(join(folder, next.path), { withFileTypes: true })) {
      const path = next.path === '' ? entry.name : `${next.path}/${entry.name}`
      const isEntered = !leftOut.includes(entry.name) && !entry.name.startsWith('.')
      if (entry.isDirectory() && isEntered && next.depth < MOST_DEPTH) {
        waiting.push({ path, depth: next.depth + 1 })
      }
      if (entry.isFile()) found.push(path)
      if (found.length > MOST_FILES) return found.toSorted()
    }
  }
  return found.toSorted()
}

/** The beginning of a file as text, whatever its bytes are; without a byte order mark, unless it is `kept`. */
export async function beginningOf(
  path: string,
  mark: 'left out' | 'kept' = 'left out',
): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(MOST_READ), 0, MOST_READ, 0)
    return new TextDecoder('utf-8', { ignoreBOM: mark === 'kept' }).decode(
      buffer.subarray(0, bytesRead),
    )
  } finally {
    await file.close()
  }
}

/** The longest line that is looked into, in characters. */
const LONGEST_LINE = 500

/** A text with the beginnings of its lines: patterns that look back take too long for a line of any length. */
export function shortLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.slice(0, LONGEST_LINE))
    .join('\n')
}
