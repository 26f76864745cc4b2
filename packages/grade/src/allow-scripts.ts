import { chmod, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Names that scripts and programs have. */
const likeScripts = /^[^.]+$|\.(?:sh|py|pl|rb|js|out|bin)$/

/** Lets scripts and programs be executed: archives made on Windows do not say that they may be. */
export async function allowScripts(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await allowScripts(path)
    else if (entry.isFile() && likeScripts.test(entry.name) && (await isExecutable(path))) {
      await chmod(path, 0o755)
    }
  }
}

/** Whether its first bytes are those of a script (`#!`) or of a program of Linux. */
async function isExecutable(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(4), 0, 4, 0)
    const first = String.fromCharCode(...buffer.subarray(0, bytesRead))
    return first.startsWith('#!') || first === '\u007fELF'
  } finally {
    await file.close()
  }
}
