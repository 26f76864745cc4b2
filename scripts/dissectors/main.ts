/**
 * Holds the Wireshark dissectors to the splitters: every fixture, cut in many random ways, with packets that
 * come twice or out of order, and captures that begin amid a connection. Needs tshark.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seeded } from '@parley/framing'
import yargs from 'yargs'
import { hideBin } from 'yargs/helpers'
import { discoverFullDialects } from '../../packages/parley/src/discover.ts'
import { dissectorsOf } from '../../packages/parley/src/wireshark-command.ts'
import { type CapturedPacket, capture, fileOf } from './captures.ts'
import { complete, differences, endOf, type Judge } from './differences.ts'
import { conversationsOf } from './expected-messages.ts'
import { messageArguments, messagesIn, tshark } from './tshark.ts'
import { begunAmid, duplicated, randomCut, reordered } from './variants.ts'

const { cuts, seed } = yargs(hideBin(process.argv))
  .scriptName('npm run dissectors --')
  .usage('$0 [options]\n\nHolds the Wireshark dissectors to the splitters; needs tshark.')
  .option('cuts', { type: 'number', default: 200, describe: 'Ways to cut every fixture' })
  .option('seed', { type: 'number', default: 1, describe: 'Other ways' })
  .strict()
  .parseSync()

const folder = mkdtempSync(join(tmpdir(), 'dissectors-'))
const lua = join(folder, 'parley.lua')
const path = join(folder, 'a.pcapng')
const dialects = await discoverFullDialects()
const conversations: Awaited<ReturnType<typeof conversationsOf>>[number][] = []
for (const dialect of dialects) conversations.push(...(await conversationsOf(dialect)))
const none = { client: 0, server: 0 }
let wrong = 0

/** Wireshark reads a capture once, and then each packet again: `-2` does both. */
const twoPasses = ['-2', '-R', 'frame']
const oddities = 'tcp.analysis.flags || ip.checksum.status == 0 || tcp.checksum.status == 0'

async function shown(packets: readonly CapturedPacket[], args: readonly string[]): Promise<string> {
  writeFileSync(path, fileOf(packets))
  const { stdout, stderr, status } = await tshark(lua, path, args)
  if (status !== 0 || stderr !== '') complain([`tshark: ${status} ${stderr}`])
  return stdout
}

function complain(what: readonly string[]): void {
  wrong += what.length
  for (const one of what) process.stdout.write(`${one}\n`)
}

async function compare(packets: readonly CapturedPacket[], judgeOf: (index: number) => Judge) {
  for (const passes of [[], twoPasses]) {
    const pdml = await shown(packets, [...messageArguments(dialects), ...passes])
    complain(differences(conversations, messagesIn(pdml, packets), judgeOf))
  }
}

try {
  writeFileSync(lua, await dissectorsOf(dialects))
  for (let number = seed; number < seed + cuts; number++) {
    const random = seeded(number)
    const cut = capture(conversations, randomCut(random))
    await compare(cut, () => complete)
    complain((await shown(cut, ['-Y', `${oddities} || _ws.lua.error`])).split('\n').filter(Boolean))
    await compare(duplicated(cut, random), () => complete)
    await compare(reordered(cut, random), () => complete)
    const { packets, missing } = begunAmid(cut, random)
    await compare(packets, (index) => endOf(missing[index] ?? none))
    process.stderr.write(`seed ${number}: ${wrong} differences so far\n`)
  }
} finally {
  rmSync(folder, { recursive: true })
}
process.stdout.write(`${conversations.length} fixtures, ${cuts} cuts: ${wrong} differences\n`)
process.exitCode = wrong === 0 ? 0 : 1
