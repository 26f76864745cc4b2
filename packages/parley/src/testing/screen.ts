import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Why nothing can be shown on a real terminal here; undefined where it can. */
export const noScreen = spawnSync('tmux', ['-V']).status === 0 ? undefined : 'tmux is not installed'

let screens = 0

/** How long a test waits for what must be shown, in ms: a bound for failures, not a measure. */
const TIMEOUT = 20_000

/** A program in a terminal of its own: keys go in, and what the screen shows can be read. */
export class Screen {
  readonly #server: string

  private constructor(server: string) {
    this.#server = server
  }

  static async open(command: readonly string[], folder: string): Promise<Screen> {
    screens += 1
    const screen = new Screen(`parley-${process.pid}-${screens}`)
    const words = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
    const shell = `${words}; echo "status $?"; exec cat`
    await screen.#tmux('new-session', '-d', '-x', '80', '-y', '24', '-c', folder, shell)
    return screen
  }

  /** Types a text as it is. */
  async type(text: string): Promise<void> {
    await this.#tmux('send-keys', '-l', text)
  }

  /** Presses a key by its name: `Enter`, `C-c`, `Up`. */
  async press(key: string): Promise<void> {
    await this.#tmux('send-keys', key)
  }

  async resize(columns: number, rows: number): Promise<void> {
    await this.#tmux('resize-window', '-x', String(columns), '-y', String(rows))
  }

  /** The lines that the screen shows, without blanks at their ends. */
  async lines(): Promise<readonly string[]> {
    const { stdout } = await this.#tmux('capture-pane', '-p')
    return stdout.split('\n').map((line) => line.trimEnd())
  }

  /** Waits until the screen is so; gives its lines. */
  async shows(wanted: (lines: readonly string[]) => boolean): Promise<readonly string[]> {
    const deadline = Date.now() + TIMEOUT
    for (;;) {
      const lines = await this.lines()
      if (wanted(lines)) return lines
      if (Date.now() > deadline) throw new Error(`the screen shows\n${lines.join('\n')}`)
    }
  }

  async close(): Promise<void> {
    await this.#tmux('kill-server').catch(() => {})
  }

  #tmux(...words: readonly string[]) {
    return run('tmux', ['-L', this.#server, '-f', '/dev/null', ...words])
  }
}
