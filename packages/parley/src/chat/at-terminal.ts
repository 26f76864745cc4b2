import { Chat, type ChatSettings } from './chat.ts'

const KILLED = 130

/** Talks on this process’s terminal until the person leaves or the server does; gives the exit status. */
export function talk(settings: ChatSettings): Promise<number> {
  const { stdin, stdout } = process
  const terminal = stdin.isTTY === true && stdout.isTTY === true
  const desk = { input: stdin, output: stdout, terminal, colour: terminal && !process.env.NO_COLOR }
  return new Promise((resolve) => {
    const chat = new Chat(settings, desk, resolve)
    let asked = false
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(KILLED)
        asked = true
        chat.leave()
      })
    }
  })
}
