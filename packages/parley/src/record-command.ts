import { formatAddress, type ServerDialect } from '@parley/contract'
import {
  ProxyCapture,
  type ProxyObserver,
  ProxyRecorder,
  RecordingFile,
  TcpProxy,
} from '@parley/recording'
import type { Argv } from 'yargs'
import { listenTrouble, placeArgument } from './address.ts'
import { type CaptureOutput, captureOutput } from './capture-output.ts'
import { discoverDialects } from './discover.ts'
import { UsageError } from './errors.ts'
import { flagOf, optionFlag } from './flags.ts'
import { onInterrupt } from './interrupts.ts'
import { ProxyProgress } from './proxy-progress.ts'
import { refuseLoop, relayArguments } from './relay-arguments.ts'
import { STDOUT } from './settings.ts'
import { dialectNamed, optionsOf, saidOptions } from './target.ts'
import { fileTrouble } from './text-file.ts'
import { ownVersion } from './version.ts'

const THIS_MACHINE = '127.0.0.1'

interface RecordFlags {
  readonly dialect?: string | undefined
  readonly listen?: string | undefined
  readonly server?: string | undefined
  readonly out?: string | undefined
  readonly pcap?: string | undefined
  readonly option?: string[] | undefined
  readonly 'record-secrets'?: boolean | undefined
}

/** The flags of `parley record`. */
export function recordFlags(args: Argv) {
  return relayArguments(args)
    .option('out', flagOf('out', 'a file', 'the recording (default: <dialect>-<time>.ndjson)'))
    .option(
      'pcap',
      flagOf(
        'pcap',
        'a file or -',
        'also write a capture for Wireshark, as pcapng; -: to stdout, whose lines for scripts go to stderr then',
      ),
    )
    .option('option', optionFlag('of the dialect'))
    .option('record-secrets', {
      type: 'boolean',
      describe: 'record passwords too; otherwise each of their bytes is recorded as *',
    })
    .epilogue(
      'Stands before a server and records what goes through: bytes, ends and resets go on unchanged. ' +
        'Ctrl-C ends it. parley recording shows what was recorded and makes a test case of it.',
    )
}

/** Records until a signal ends it. */
export async function runRecord(flags: RecordFlags): Promise<void> {
  const dialect = dialectNamed((await discoverDialects()).dialects, flags.dialect)
  optionsOf(dialect, flags.option ?? [])
  const places = {
    listen: { host: THIS_MACHINE, port: 0, ...placeArgument('listen', flags.listen, 0) },
    target: {
      host: THIS_MACHINE,
      port: dialect.defaultPort,
      ...placeArgument('server', flags.server, 1),
    },
  }
  refuseLoop(places.listen, places.target)
  const progress = new ProxyProgress(process.stderr)
  const observers: ProxyObserver[] = []
  const proxy = await opened(places, progress.watching(observers))
  const { file, output } = await recordingTo(flags, dialect, progress, observers).catch(
    async (error: unknown) => {
      await proxy.close()
      throw error
    },
  )
  const { address, port } = proxy.place
  const says = flags.pcap === STDOUT ? process.stderr : process.stdout
  says.write(`listening ${dialect.name} ${formatAddress(address, port)}\n`)
  const server = formatAddress(places.target.host, places.target.port)
  says.write(`recording ${file.path} before ${server}\n`)
  if (output !== undefined) says.write(`capturing ${output.name}\n`)
  says.write('ready\n')
  await new Promise<void>(() => {
    onInterrupt(async () => {
      await proxy.close()
      file.close()
      output?.close()
      progress.end()
    })
  })
}

/** Makes the files, and lets what writes them observe. Nothing is made where nothing can be listened on. */
async function recordingTo(
  flags: RecordFlags,
  dialect: ServerDialect,
  progress: ProxyProgress,
  observers: ProxyObserver[],
) {
  const words = flags.option ?? []
  const file = createFile(flags.out ?? usualName(dialect))
  const keepSecrets = flags['record-secrets'] ?? false
  const recorder = new ProxyRecorder(file, {
    dialect,
    options: saidOptions(words),
    keepSecrets,
    failed: (error) => {
      progress.say(`the recording has ended: cannot write ${file.path}: ${fileTrouble(error)}`)
    },
  })
  observers.push(recorder)
  if (flags.pcap === undefined) return { file, output: undefined }
  const output = captureTo(flags.pcap, progress)
  const capture = new ProxyCapture(output, {
    application: `Parley ${ownVersion()}`,
    ...{ dialect, options: optionsOf(dialect, words), keepSecrets },
    failed: (error) => progress.say(captureEnded(error)),
  })
  observers.push(capture)
  return { file, output }
}

function captureTo(path: string, progress: ProxyProgress): CaptureOutput {
  try {
    return captureOutput(path, (error) => progress.say(captureEnded(error)))
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`--pcap: ${error.message}`)
    throw new UsageError(`--pcap: cannot write ${path}: ${fileTrouble(error)}`)
  }
}

function captureEnded(error: unknown): string {
  return `the capture has ended: ${fileTrouble(error)}`
}

/** As in `vu-2026-11-30T09-00-00.ndjson`, in the time of this machine. */
function usualName({ name }: ServerDialect): string {
  const now = new Date()
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000)
  return `${name}-${local.toISOString().slice(0, 19).replaceAll(':', '-')}.ndjson`
}

function createFile(path: string): RecordingFile {
  try {
    return RecordingFile.create(path)
  } catch (error) {
    throw new UsageError(`--out: cannot write ${path}: ${fileTrouble(error)}`)
  }
}

async function opened(
  places: Parameters<typeof TcpProxy.open>[0],
  observer: Parameters<typeof TcpProxy.open>[1],
): Promise<TcpProxy> {
  try {
    return await TcpProxy.open(places, observer)
  } catch (error) {
    const place = formatAddress(places.listen.host, places.listen.port)
    throw new UsageError(`cannot listen on ${place}: ${listenTrouble(error)}`)
  }
}
