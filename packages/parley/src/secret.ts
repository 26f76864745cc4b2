import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { UsageError } from './errors.ts'

/** Takes what is typed and shows nothing. */
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })

/** A password: asked for without echo on a terminal, else the first line of stdin. */
export function readSecret(prompt: string): Promise<string> {
  const { stdin, stderr } = process
  const terminal = stdin.isTTY === true
  const lines = createInterface({ input: stdin, output: nowhere, terminal })
  if (terminal) stderr.write(prompt)
  return new Promise((resolve, reject) => {
    lines.once('line', (line) => {
      resolve(line)
      lines.close()
    })
    lines.once('close', () => {
      if (terminal) stderr.write('\n')
      reject(new UsageError('no password was given'))
    })
  })
}
