import { PassThrough } from 'node:stream'
import type { Dialect } from '@parley/contract'
import type { StartProgram } from '@parley/kit'
import { Chat } from './chat.ts'

/** The terminal client of a dialect, within this process, as a program that can be checked. */
export function chatProgram(dialect: Dialect, options: unknown): StartProgram {
  return ({ host, port }, owner, folder = '.') => {
    const input = new PassThrough()
    const output = new PassThrough()
    output.setEncoding('utf8')
    output.on('data', (text: string) => owner.shown(text))
    const { terminal } = dialect
    const place = { host, port, downloads: folder, uploads: folder }
    const settings = { dialect, terminal, options, raw: false, ...place }
    let leave = () => {}
    const gone = new Promise<void>((resolve) => {
      leave = resolve
    })
    const streams = { input, output, errors: output, mode: 'pipe', colour: false } as const
    const chat = new Chat(settings, streams, (status) => {
      owner.ended(status)
      leave()
    })
    return {
      isBlind: false,
      type: (line) => void input.write(`${line}\n`),
      hangUp: () => void input.end(),
      async kill() {
        chat.end(1)
        await gone
      },
    }
  }
}
