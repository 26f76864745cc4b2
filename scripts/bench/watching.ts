import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { hasEnded, launch, stop } from './processes.ts'
import { root } from './servers.ts'

/** Somebody who looks at the feed of a gateway, in a process of their own. */
export interface Viewer {
  /** What is wrong with the run that was looked at; empty when all was well. */
  faults(): readonly string[]
  stop(): Promise<void>
}

/** Opens the feed of the page at that address; `prefix` binds the viewer to a core. */
export async function startViewer(prefix: readonly string[], page: string): Promise<Viewer> {
  const program = [process.execPath, '--import', 'tsx', join(import.meta.dirname, 'viewer.ts')]
  const child = launch([...prefix, ...program, page], root, ['ignore', 'pipe', 'inherit'])
  let hasSeen = false
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the viewer could not look at the feed')))
    if (child.stdout === null) return
    createInterface(child.stdout).on('line', (line) => {
      if (line === 'seen') hasSeen = true
      if (line === 'looking') resolve()
    })
  })
  const faults = () => {
    if (hasEnded(child)) return ['the viewer ended']
    return hasSeen ? [] : ['the viewer has seen nothing']
  }
  return { faults, stop: () => stop(child) }
}
