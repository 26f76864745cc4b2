import type { Page } from 'playwright-core'
import { TestBrowser } from './browser.ts'
import { Program } from './program.ts'

/** A gateway with its page, and a browser to look at it. */
export class PageProgram {
  readonly program: Program
  readonly browser: TestBrowser

  private constructor(program: Program, browser: TestBrowser) {
    this.program = program
    this.browser = browser
  }

  static async open(names: readonly string[]): Promise<PageProgram> {
    const listen = names.flatMap((name) => ['--listen', `${name}=0`])
    const program = new Program(['serve', ...listen, '--web', '0'])
    const opened = new PageProgram(program, await TestBrowser.open())
    await program.says('ready\n')
    return opened
  }

  /** What an operator opens. */
  get url(): string {
    return /^listening web (\S+)$/m.exec(this.program.stdout)?.[1] ?? ''
  }

  /** A page of an operator, whose feed is live. */
  async operator(width?: number): Promise<Page> {
    const page = await this.browser.page(width)
    await page.goto(this.url)
    await page.getByText('live ·').waitFor()
    return page
  }

  async go(page: Page, hash: string): Promise<void> {
    await page.goto(new URL(hash, this.url).href)
  }

  async close(): Promise<void> {
    await this.browser.close()
    this.program.signal('SIGKILL')
    await this.program.done
  }
}
