import type { ServerDialect } from '@parley/contract'
import { type ReplayResult, scriptOf } from '@parley/recording'
import { discoverDialects } from '../discover.ts'
import { messageOf, UsageError } from '../errors.ts'
import { numbersOf } from '../recording/connection-numbers.ts'
import { openRecordingFile } from '../recording/recording-source.ts'
import { replaceReport, reportPaths } from '../report-file.ts'
import { dialectIn, type ReplayFlags, roleOf, settingsOf } from './replay-settings.ts'
import { openStage, type Stage } from './replay-stage.ts'
import { replayJson, replayText } from './replay-text.ts'
import { type Played, rerecord } from './rerecord.ts'
import { shrinkFile } from './shrink-file.ts'

export { replayFlags } from './replay-flags.ts'

/** `parley replay`; gives the exit status. */
export async function runReplay(flags: ReplayFlags): Promise<number> {
  const role = roleOf(flags)
  const settings = settingsOf(flags)
  refuseTogether(flags)
  const paths = reportPaths({ json: flags.json === '-' ? undefined : flags.json }, ['json'])
  const played = await scriptIn(flags)
  const { script } = played
  const stage = await openStage(flags, script)
  try {
    if (flags.rerecord === true) return await rerecord(flags, played, settings, stage)
    if (flags.shrink === true) return await shrinkFile(flags, script, settings, stage)
    const result = await stage.play(script, settings)
    report(flags, paths.get('json'), { dialect: script.dialect.name, role }, stage, result)
    return result.difference === undefined ? 0 : 1
  } finally {
    await stage.close()
  }
}

function report(
  { json }: ReplayFlags,
  path: string | undefined,
  about: { readonly dialect: string; readonly role: 'client' | 'server' },
  { target }: Stage,
  result: ReplayResult,
): void {
  const replayed = { ...about, target }
  if (json === '-') process.stdout.write(replayJson(replayed, result))
  else process.stdout.write(replayText(replayed, result))
  if (path !== undefined) replaceReport(path, replayJson(replayed, result), 'json')
}

/** Refuses flags of which one leaves the other without a meaning. */
function refuseTogether(flags: ReplayFlags): void {
  const isBoth = flags.rerecord === true && flags.shrink === true
  if (isBoth) throw new UsageError('--shrink: not together with --rerecord')
  if (flags.shrink === true && (flags['--'] ?? []).length === 0) {
    throw new UsageError(
      '--shrink: needs the program’s command behind --, to start it afresh each time',
    )
  }
  const isWriting = flags.rerecord === true || flags.shrink === true
  if (flags.out !== undefined && !isWriting) {
    throw new UsageError('--out: only with --rerecord or --shrink')
  }
  if (flags.json !== undefined && isWriting) {
    throw new UsageError('--json: not together with --rerecord or --shrink')
  }
  for (const name of ['runs', 'limit-time'] as const) {
    if (flags[name] !== undefined && flags.shrink !== true) {
      throw new UsageError(`--${name}: only with --shrink`)
    }
  }
}

/** What is played of the recording. */
async function scriptIn(flags: ReplayFlags): Promise<Played> {
  const { file } = flags
  const { dialects } = await discoverDialects()
  const installed = new Map(dialects.map((one): [string, ServerDialect] => [one.name, one]))
  const connections = numbersOf(flags.connection)
  try {
    const recorded = new Map<number, string>()
    for await (const event of (await openRecordingFile(file)).events()) {
      if (event.kind === 'open') recorded.set(event.connection, event.dialect)
    }
    for (const one of connections) {
      if (!recorded.has(one)) throw new UsageError(`--connection: there is no connection ${one}`)
    }
    const chosen = [...recorded].filter(([one]) => connections.size === 0 || connections.has(one))
    const names = new Set(chosen.map(([, name]) => name))
    const dialect = dialectIn(names, installed, flags.dialect)
    const reader = await openRecordingFile(file)
    const choice = { role: roleOf(flags), dialect, connections }
    const script = await scriptOf(reader.header, reader.events(), choice)
    const opens = script.steps.filter(({ kind }) => kind === 'open')
    return { script, isAll: opens.length === recorded.size }
  } catch (error) {
    const message = messageOf(error)
    throw message.startsWith('line ') ? new UsageError(`${file}: ${message}`) : error
  }
}
