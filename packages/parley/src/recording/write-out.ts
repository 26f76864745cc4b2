import { once } from 'node:events'

/** Writes to stdout, and waits where its reader is slower. Where the reader has gone, the program ends. */
export async function writeOut(text: string): Promise<void> {
  const { stdout } = process
  if (stdout.write(text)) return
  await once(stdout, 'drain').catch(() => process.exit())
}
