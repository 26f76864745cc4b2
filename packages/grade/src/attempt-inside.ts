import { spawn } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { endWords, OutputTail, removeTree, signalGroup } from '@parley/kit'
import type { Prepared, RunResult, Trial } from './attempt.ts'
import { readReply, requestText } from './attempt-message.ts'
import type { Inside } from './sandbox.ts'

/** How long it may take longer than its limit, in milliseconds: the check in hand comes to its end. */
const LONGER = 120_000

/** The longest reply, in characters. */
const LONGEST = 128 * 1024 * 1024

/**
 * Runs the checks on a submission that was built, by a process of ours that shares its network. Throws
 * where that process fails.
 */
export async function attemptInside(
  prepared: Prepared,
  trial: Trial,
  inside: Inside,
): Promise<RunResult> {
  const above = dirname(prepared.folder)
  const [command = '', ...args] = inside.words(above)
  // Its temporary files lie where it may write.
  const own = await mkdtemp(join(above, 'tmp-'))
  try {
    const child = spawn(command, args, {
      env: { ...process.env, TMPDIR: own },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    })
    child.stdin.on('error', () => {})
    child.stdin.end(requestText(prepared, trial, inside.settings))
    return readReply(await replyOf(child, trial.limit + LONGER, prepared.signal))
  } finally {
    await removeTree(own)
  }
}

async function replyOf(
  child: ReturnType<typeof spawn>,
  limit: number,
  signal: AbortSignal,
): Promise<string> {
  const errors = new OutputTail()
  errors.follow(child.stderr)
  let reply = ''
  const end = () => {
    if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL')
  }
  child.stdout?.setEncoding('utf8')
  child.stdout?.on('data', (text: string) => {
    reply += text
    if (reply.length > LONGEST) end()
  })
  const late = setTimeout(end, limit)
  signal.addEventListener('abort', end)
  try {
    const how = await new Promise<string | undefined>((resolve) => {
      child.on('error', (error) => resolve(error.message))
      child.on('close', (status, killed) =>
        resolve(status === 0 ? undefined : endWords(status, killed)),
      )
    })
    if (how === undefined) return reply
    throw new Error(['the run of the checks has ended', how, ...errors.lines].join('\n'))
  } finally {
    clearTimeout(late)
    signal.removeEventListener('abort', end)
  }
}
