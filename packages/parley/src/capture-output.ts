import { fstatSync, writeSync } from 'node:fs'
import { Socket } from 'node:net'
import { type CaptureSink, RecordingFile } from '@parley/recording'
import { UsageError } from './errors.ts'
import { STDOUT } from './settings.ts'

/** Where a capture goes. */
export interface CaptureOutput extends CaptureSink {
  /** As a message names it. */
  readonly name: string
  /** Sends what is left, for at most a second. */
  close(): void
}

/** What a reader of the capture may be behind: past it the capture ends. */
export const MOST_WAITING = 64 * 1024 * 1024

/** How long the reader may take for the last packets, in milliseconds. */
const LAST_WRITES = 1000

/** `failed`: nothing more can be written. Throws where the file cannot be made. */
export function captureOutput(path: string, failed: (error: unknown) => void): CaptureOutput {
  if (path !== STDOUT) {
    const file = RecordingFile.create(path)
    return { name: file.path, write: (bytes) => file.write(bytes), close: () => file.close() }
  }
  if (process.stdout.isTTY) {
    throw new UsageError('a capture is no text for a terminal: pipe it, as in | wireshark -k -i -')
  }
  return fstatSync(process.stdout.fd).isFile() ? toFile() : toPipe(failed)
}

function toFile(): CaptureOutput {
  const write = (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length; ) at += writeSync(process.stdout.fd, bytes, at)
  }
  return { name: 'stdout', write, close: () => {} }
}

/** `process.stdout` would make the gateway wait where the reader of a pipe is slow. */
function toPipe(failed: (error: unknown) => void): CaptureOutput {
  const pipe = new Socket({ fd: process.stdout.fd, readable: false, writable: true })
  pipe.on('error', failed)
  return {
    name: 'stdout',
    write: (bytes) => {
      if (pipe.writableLength > MOST_WAITING) throw new Error('its reader is too slow')
      pipe.write(bytes)
    },
    close: () => {
      pipe.end()
      setTimeout(() => pipe.destroy(), LAST_WRITES).unref()
    },
  }
}
