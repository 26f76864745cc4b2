import { once } from 'node:events'

/** Writes to stdout, and waits where its reader is slower. Where the reader has gone, the program ends. */
export async function writeOut(data: string | Uint8Array): Promise<void> {
  const { stdout } = process
  if (stdout.write(data)) return
  await once(stdout, 'drain').catch(() => process.exit())
}
