import { type MatrixReport, matrixHtml, matrixJson, matrixMarkdown } from '@parley/matrix'
import { replaceReport, reportPaths } from '../report-file.ts'

/** So often the reports on a matrix that is still run are written anew, in milliseconds. */
const EVERY = 500

const writers = { html: matrixHtml, json: matrixJson, markdown: matrixMarkdown } as const

type WriterName = keyof typeof writers

export type MatrixPaths = Readonly<Partial<Record<WriterName, string | undefined>>>

/** The report files of a matrix, there from its first cell and whole at its end. */
export class MatrixFiles {
  readonly #paths: ReadonlyMap<WriterName, string>
  #writtenAt = Number.NEGATIVE_INFINITY

  constructor(paths: MatrixPaths) {
    this.#paths = reportPaths(paths, ['html', 'json', 'markdown'])
  }

  /** Writes what there is; of a matrix that is still run not each time, unless it is the `last`. */
  write(report: MatrixReport, when: 'now' | 'last' = 'now'): void {
    const now = performance.now()
    const isSoon = report.state === 'running' && now < this.#writtenAt + EVERY
    if (isSoon && when !== 'last') return
    for (const [name, path] of this.#paths) replaceReport(path, writers[name](report), name)
    this.#writtenAt = performance.now()
  }
}
