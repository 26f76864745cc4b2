import { spawn } from 'node:child_process'
import type { CapturedPacket } from './captures.ts'
import type { ShownField, ShownMessage } from './expected-messages.ts'

/** What came of one run. */
export interface TsharkRun {
  readonly stdout: string
  readonly stderr: string
  readonly status: number | null
}

/** tshark with the dissectors in the file `lua`, on the capture in the file `capture`. */
export async function tshark(
  lua: string,
  capture: string,
  args: readonly string[],
): Promise<TsharkRun> {
  const settings = ['-o', 'tcp.reassemble_out_of_order:TRUE', '-o', 'tcp.check_checksum:TRUE']
  const child = spawn('tshark', [
    '-n',
    '-r',
    capture,
    '-X',
    `lua_script:${lua}`,
    ...settings,
    ...args,
  ])
  const out: string[] = []
  const err: string[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text))
  const status = await new Promise<number | null>((done, failed) => {
    child.on('error', failed).on('close', done)
  })
  return { stdout: out.join(''), stderr: withoutRootWarning(err.join('')), status }
}

function withoutRootWarning(text: string): string {
  return text.replace(/^Running as user "root".*\n/m, '')
}

const compared: ReadonlyMap<string, string> = new Map([
  ['parley.verb', 'verb'],
  ['parley.sender', 'name'],
  ['parley.recipient', 'name'],
  ['parley.name', 'name'],
  ['parley.text', 'text'],
  ['parley.password', 'password'],
])

/** The arguments by which tshark shows the messages of these dialects and nothing else. */
export function messageArguments(
  dialects: readonly { readonly name: string }[],
): readonly string[] {
  return ['-T', 'pdml', '-j', dialects.map(({ name }) => `parley-${name}`).join(' ')]
}

/** By conversation and side: the messages that tshark has shown, in the order of the packets. */
export function messagesIn(
  pdml: string,
  packets: readonly CapturedPacket[],
): ReadonlyMap<string, readonly ShownMessage[]> {
  const found = new Map<string, ShownMessage[]>()
  pdml
    .split('<packet>')
    .slice(1)
    .forEach((packet, index) => {
      for (const proto of packet.split(/<proto name="parley-/).slice(1)) {
        const side = /name="parley\.side"[^>]* show="(\w+)"/.exec(proto)?.[1]
        const conversation = packets[index]?.conversation
        if (side === undefined || conversation === undefined) continue
        const key = `${conversation} ${side}`
        const messages = found.get(key) ?? []
        messages.push(messageOf(proto))
        found.set(key, messages)
      }
    })
  return found
}

function messageOf(proto: string): ShownMessage {
  const [, length = '', start = ''] = /size="(\d+)" pos="(\d+)"/.exec(proto) ?? []
  const fields: ShownField[] = []
  for (const [line] of proto.matchAll(/<field name="parley\.[^>]*>/g)) {
    const what = compared.get(attribute(line, 'name'))
    if (what === undefined) continue
    fields.push([what, Number(attribute(line, 'pos')) - Number(start), attribute(line, 'value')])
  }
  fields.sort(([, a], [, b]) => a - b)
  return { length: Number(length), fields }
}

function attribute(line: string, name: string): string {
  return new RegExp(` ${name}="([^"]*)"`).exec(line)?.[1] ?? ''
}
