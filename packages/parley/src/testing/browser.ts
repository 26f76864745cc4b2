import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

const CHROMIUM = '/usr/bin/chromium'

/** Why pages cannot be looked at here; undefined where they can. */
export const noBrowser = existsSync(CHROMIUM) ? undefined : `there is no ${CHROMIUM}`

/** A browser that notes everything that a page complains of. */
export class TestBrowser {
  /** What pages have complained of: errors, and what their policy forbids. */
  readonly complaints: string[] = []
  readonly #browser: Browser

  private constructor(browser: Browser) {
    this.#browser = browser
  }

  static async open(): Promise<TestBrowser> {
    return new TestBrowser(
      await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] }),
    )
  }

  /** A page of a visitor who has no cookie yet. */
  async page(width = 1280, height = 800): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: { width, height } })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    page.on('pageerror', (error) => this.complaints.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text())
    })
    page.on('dialog', (dialog) => {
      this.complaints.push(`dialog ${dialog.message()}`)
      void dialog.dismiss()
    })
    return page
  }

  async close(): Promise<void> {
    await this.#browser.close()
  }
}
