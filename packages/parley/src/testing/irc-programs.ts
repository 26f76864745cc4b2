import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Screen } from './screen.ts'

const holds = (condition: string) => spawnSync('sh', ['-c', condition]).status === 0

/** What of the programs is not installed; undefined where all are. */
export const noIrcPrograms = [
  ...['irssi', 'weechat-headless', 'sic', 'ii'].filter((name) => !holds(`command -v ${name}`)),
  ...(holds('ls /usr/lib/*/weechat/plugins/fifo.so') ? [] : ['the fifo plugin of WeeChat']),
].at(0)

/** How long a test waits for what must be read, in ms: a bound for failures, not a measure. */
const TIMEOUT = 20_000

/** Between two looks at a file. */
const LOOK = 50

/** A client of IRC that somebody else has written, and its user. */
export interface IrcProgram {
  join(channel: string): Promise<void>
  /** Says a text in a channel, or to a user. */
  say(to: string, text: string): Promise<void>
  /** Waits until the user can read a text of somebody in a channel, or from them alone. */
  reads(from: string, text: string, channel?: string): Promise<void>
  close(): Promise<void>
}

/** Starts a program whose user has the given name; `folder` is empty, and its own. */
export type StartIrcProgram = (port: number, name: string, folder: string) => Promise<IrcProgram>

async function contains(file: string, wanted: (text: string) => boolean): Promise<void> {
  const deadline = Date.now() + TIMEOUT
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (wanted(text)) return
    if (Date.now() > deadline) throw new Error(`${file} says\n${text}`)
    await new Promise((resolve) => setTimeout(resolve, LOOK))
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill()
  await once(child, 'exit')
}

/** It sends at once what is typed, and not one line in two seconds. */
const irssiConfig = 'settings = { "irc/core" = { cmd_queue_speed = "10msec"; }; };\n'

/** irssi, on a terminal. A text is in the window of its channel, or of its sender. */
const irssi: StartIrcProgram = async (port, name, folder) => {
  await writeFile(join(folder, 'config'), irssiConfig)
  const screen = await Screen.open(
    ['irssi', `--home=${folder}`, '-c', '127.0.0.1', '-p', String(port), '-n', name],
    folder,
  )
  const type = async (line: string) => {
    await screen.type(line)
    await screen.press('Enter')
  }
  await screen.shows((lines) => lines.some((line) => line.includes('Welcome')))
  return {
    join: async (channel) => {
      await type(`/join ${channel}`)
      await screen.shows((lines) => lines.some((line) => line.includes(`${channel}: Total of`)))
    },
    say: (to, text) => type(`/msg ${to} ${text}`),
    reads: async (from, text, channel = from) => {
      await type(`/window goto ${channel}`)
      await screen.shows((lines) =>
        lines.some((line) => line.includes(`${from}> `) && line.endsWith(text)),
      )
    },
    close: () => screen.close(),
  }
}

/** sic, on a terminal: one stream of lines, with the channel before each. */
const sic: StartIrcProgram = async (port, name, folder) => {
  const screen = await Screen.open(
    ['sic', '-h', '127.0.0.1', '-p', String(port), '-n', name],
    folder,
  )
  const type = async (line: string) => {
    await screen.type(line)
    await screen.press('Enter')
  }
  await screen.shows((lines) => lines.some((line) => line.includes('Welcome')))
  return {
    join: async (channel) => {
      await type(`:j ${channel}`)
      await screen.shows((lines) => lines.some((line) => line.includes('End of')))
    },
    say: (to, text) => type(`:m ${to} ${text}`),
    reads: async (from, text, channel = name) => {
      const said = `<${from}> ${text}`
      await screen.shows((lines) =>
        lines.some((line) => line.startsWith(channel) && line.endsWith(said)),
      )
    },
    close: () => screen.close(),
  }
}

/** ii: a folder for each channel, with one file to write into and one to read. */
const ii: StartIrcProgram = async (port, name, folder) => {
  const words = ['-s', '127.0.0.1', '-p', String(port), '-n', name, '-i', folder]
  const child = spawn('ii', words, { stdio: 'ignore' })
  const place = join(folder, '127.0.0.1')
  await contains(join(place, 'out'), (text) => text.includes('Welcome'))
  return {
    join: async (channel) => {
      await appendFile(join(place, 'in'), `/j ${channel}\n`)
      await contains(join(place, channel, 'out'), (text) => text.includes(name))
    },
    say: async (to, text) => {
      if (to.startsWith('#')) await appendFile(join(place, to, 'in'), `${text}\n`)
      else await appendFile(join(place, 'in'), `/j ${to} ${text}\n`)
    },
    reads: (from, text, channel = from) =>
      contains(join(place, channel, 'out'), (read) => read.includes(`<${from}> ${text}\n`)),
    close: () => ended(child),
  }
}

/** WeeChat without a screen: commands go into its pipe, and what it would show is in its log. */
const weechat: StartIrcProgram = async (port, name, folder) => {
  const pipe = join(folder, 'pipe')
  const commands = [
    '/set logger.file.flush_delay 0',
    '/set irc.server_default.anti_flood_prio_high 0',
    `/set fifo.file.path ${pipe}`,
    '/fifo enable',
    `/server add parley 127.0.0.1/${port} -notls`,
    `/set irc.server.parley.nicks ${name}`,
    '/connect parley',
  ]
  const words = ['-d', folder, ...commands.flatMap((command) => ['-r', command])]
  const child = spawn('weechat-headless', words, { stdio: 'ignore' })
  const logOf = (buffer: string) => join(folder, 'logs', `irc.${buffer}.weechatlog`)
  await contains(logOf('server.parley'), (text) => text.includes('Welcome'))
  const tell = (buffer: string, line: string) => appendFile(pipe, `${buffer} *${line}\n`)
  return {
    join: async (channel) => {
      await tell('irc.server.parley', `/join ${channel}`)
      await contains(logOf(`parley.${channel}`), (text) => text.includes('Channel'))
    },
    say: (to, text) => tell('irc.server.parley', `/msg ${to} ${text}`),
    reads: (from, text, channel = from) =>
      contains(logOf(`parley.${channel}`), (read) =>
        ['', '@'].some((rank) => read.includes(`\t${rank}${from}\t${text}\n`)),
      ),
    close: () => ended(child),
  }
}

export const ircPrograms: Readonly<Record<string, StartIrcProgram>> = { irssi, weechat, sic, ii }
