import { once } from 'node:events'

/** Writes to stdout, and waits where its reader is slower. */
export async function writeOut(text: string): Promise<void> {
  const { stdout } = process
  if (stdout.writable && !stdout.write(text)) await once(stdout, 'drain')
}
