import { createReadStream } from 'node:fs'
import { RecordingReader } from '@parley/recording'
import { codeOf, messageOf, UsageError } from '../errors.ts'
import { fileTrouble } from '../text-file.ts'

/** Opens a recording. Rejects with a usage error that names the file, and the line that is wrong. */
export async function openRecordingFile(path: string): Promise<RecordingReader> {
  return await RecordingReader.open(named(path)).catch((error: unknown) => {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${path}: ${messageOf(error)}`)
  })
}

async function* named(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path)) yield chunk
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    throw new UsageError(`cannot read ${path}: ${fileTrouble(error)}`)
  }
}
