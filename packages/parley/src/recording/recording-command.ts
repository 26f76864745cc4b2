import type { ServerDialect } from '@parley/contract'
import {
  connectionsOf,
  type Dialects,
  eventLine,
  headerLine,
  mermaidOf,
  PcapWriter,
  Redactor,
  recordedCapture,
  shownLines,
  transcriptOf,
} from '@parley/recording'
import type { Argv } from 'yargs'
import { readPlace } from '../address.ts'
import { discoverDialects } from '../discover.ts'
import { messageOf, UsageError } from '../errors.ts'
import { flagOf, flagsOf } from '../flags.ts'
import { ownVersion } from '../version.ts'
import { numbersOf } from './connection-numbers.ts'
import { openRecordingFile } from './recording-source.ts'
import { writeOut } from './write-out.ts'

interface FileFlags {
  readonly file: string
  readonly connection?: string[] | undefined
}

interface ShowFlags extends FileFlags {
  readonly text?: string | undefined
  readonly pieces?: boolean | undefined
}

interface OpenFlags extends FileFlags {
  readonly web?: string | undefined
}

/** `parley recording …`: what can be made of a recording; the result is on stdout. */
export function recordingCommands(args: Argv) {
  return args
    .command('show <file>', 'Show what was said, frame by frame', showFlags, named(show))
    .command(
      'redact <file>',
      'Replace names, texts, passwords and addresses, each by something as long; the same by the same',
      withFile,
      named(redact),
    )
    .command(
      'transcript <file>',
      'Make a test case of one connection: a transcript for the fixtures of its dialect',
      withConnections,
      named(transcript),
    )
    .command(
      'mermaid <file>',
      'Draw a sequence diagram, as text for Mermaid',
      withConnections,
      named(mermaid),
    )
    .command('pcap <file>', 'Write a capture for Wireshark, as pcapng', withFile, named(pcap))
    .command(
      'open <file>',
      'Show it in a browser, on the page that shows the wires of a gateway',
      openFlags,
      named(open),
    )
    .demandCommand(
      1,
      'recording: one of show, redact, transcript, mermaid, pcap and open is needed',
    )
}

/** A line that is wrong is told with the name of its file. */
function named<Flags extends FileFlags>(act: (flags: Flags) => Promise<void>) {
  return async (flags: Flags): Promise<void> => {
    try {
      await act(flags)
    } catch (error) {
      const message = messageOf(error)
      throw message.startsWith('line ') ? new UsageError(`${flags.file}: ${message}`) : error
    }
  }
}

function withFile(args: Argv) {
  return args.positional('file', { type: 'string', demandOption: true, describe: 'the recording' })
}

function withConnections(args: Argv) {
  const connection = flagsOf(
    'connection',
    'a number',
    'only the connection of this number, repeatable',
  )
  return withFile(args).option('connection', connection)
}

function showFlags(args: Argv) {
  return withConnections(args)
    .option('text', flagOf('text', 'a text', 'only frames that have this text'))
    .option('pieces', {
      type: 'boolean',
      describe: 'show reads and writes as they were, not frames',
    })
}

function openFlags(args: Argv) {
  return withFile(args).option(
    'web',
    flagOf('web', '[host:]port', 'where the page is (default: a free port of this machine)'),
  )
}

function webPlace(text = '0') {
  return readPlace(text, 0, (expected) => `--web: ${expected}, got "${text}"`)
}

/** Shows a recording on a page until a signal ends it. */
async function open({ file, web: place }: OpenFlags): Promise<void> {
  const { openRecordingPage } = await import('./recording-page.ts')
  const host = { host: '127.0.0.1', port: 0, ...webPlace(place) }
  await openRecordingPage(() => openRecordingFile(file), await installed(), host)
}

async function show({ file, connection, text, pieces = false }: ShowFlags): Promise<void> {
  await refuseUnknown(file, connection)
  const reader = await openRecordingFile(file)
  const shown = { connections: numbersOf(connection), text, pieces }
  for await (const line of shownLines(reader, await installed(), shown)) await writeOut(`${line}\n`)
}

async function redact({ file }: FileFlags): Promise<void> {
  const reader = await openRecordingFile(file)
  const redactor = new Redactor(reader.header, await installed())
  await writeOut(headerLine({ ...reader.header, secrets: 'masked' }))
  for await (const event of reader.events()) {
    for (const one of redactor.take(event)) await writeOut(eventLine(one))
  }
  for (const one of redactor.rest()) await writeOut(eventLine(one))
}

async function transcript({ file, connection }: FileFlags): Promise<void> {
  const one = await oneOf(file, numbersOf(connection))
  const made = await transcriptOf(() => openRecordingFile(file), one, await installed())
  await writeOut(made.text)
  if (made.differences === 0) return
  const times = made.differences === 1 ? 'once' : `${made.differences} times`
  process.stderr.write(
    `parley: the recorded server wrote something else than the dialect ${times}: see # DIFFERENT\n`,
  )
}

async function mermaid({ file, connection }: FileFlags): Promise<void> {
  await refuseUnknown(file, connection)
  const reader = await openRecordingFile(file)
  await writeOut(await mermaidOf(reader, await installed(), numbersOf(connection)))
}

async function pcap({ file }: FileFlags): Promise<void> {
  const reader = await openRecordingFile(file)
  if (process.stdout.isTTY) {
    throw new UsageError(
      'recording pcap: a capture is no text for a terminal: name a file, as in > a.pcapng',
    )
  }
  const writer = new PcapWriter(`Parley ${ownVersion()}`)
  await writeOut(writer.begin())
  for await (const event of recordedCapture(reader.header, reader.events())) {
    await writeOut(writer.add(event))
  }
}

/** Refuses a connection that the recording does not have. */
async function refuseUnknown(file: string, words: readonly string[] | undefined): Promise<void> {
  const named = numbersOf(words)
  if (named.size === 0) return
  const all = await connectionsOf((await openRecordingFile(file)).events())
  for (const one of named) if (!all.has(one)) throw noConnection(one)
}

function noConnection(number: number): UsageError {
  return new UsageError(`--connection: there is no connection ${number}`)
}

/** The connection that is meant: the one that was named, or the only one that there is. */
async function oneOf(file: string, named: ReadonlySet<number>): Promise<number> {
  const [first, ...more] = named
  const all = await connectionsOf((await openRecordingFile(file)).events())
  if (first !== undefined && more.length === 0) {
    if (all.has(first)) return first
    throw noConnection(first)
  }
  const [only, ...others] = all.keys()
  if (named.size === 0 && only !== undefined && others.length === 0) return only
  const list = [...all].slice(0, 20).map(([number, dialect]) => `${number} (${dialect})`)
  throw new UsageError(
    `--connection: a transcript is of one connection; there are ${list.join(', ') || 'none'}`,
  )
}

async function installed(): Promise<Dialects> {
  const { dialects } = await discoverDialects()
  return new Map(dialects.map((one): [string, ServerDialect] => [one.name, one]))
}
