import {
  type Compared,
  classroomResult,
  forStaff,
  forStudents,
  gradescopeResult,
  htmlText,
  jsonText,
  junitText,
  markdownText,
  type Presentation,
  type ReportView,
  tapText,
} from '@parley/reports'
import { replaceReport } from '../report-file.ts'

/** A report that can be asked for: `always`: it is for students, whoever asks for it. */
interface Format {
  /** `staff`: the same with everything; not while the program runs, which could read it. */
  readonly text: (shown: ReportView, staff: ReportView | undefined) => string
  readonly students: 'always' | 'asked'
  readonly describe: string
}

export const formats = {
  junit: { text: junitText, students: 'asked', describe: 'write a JUnit XML report' },
  tap: { text: tapText, students: 'asked', describe: 'write a TAP report' },
  json: { text: jsonText, students: 'asked', describe: 'write a JSON report' },
  markdown: { text: markdownText, students: 'asked', describe: 'write a Markdown report' },
  html: {
    text: (shown) => htmlText(shown),
    students: 'asked',
    describe: 'write a report as one HTML page',
  },
  gradescope: {
    text: (shown, staff) => asJson(gradescopeResult(shown, 'visible', staff)),
    students: 'always',
    describe:
      'write a results.json for Gradescope, as students see it; instructors see hidden checks too',
  },
  'github-classroom': {
    text: (shown) => asJson(classroomResult(shown)),
    students: 'always',
    describe: 'write a result for GitHub Classroom, as students see it',
  },
} as const satisfies Readonly<Record<string, Format>>

export type FormatName = keyof typeof formats

export const formatNames: readonly FormatName[] = [
  'junit',
  'tap',
  'json',
  'markdown',
  'html',
  'gradescope',
  'github-classroom',
]

/** So often a report on a run that goes on is written anew, in milliseconds. */
const EVERY = 300

/** The report files of a run, there from its beginning and whole at its end. */
export class ReportFiles {
  readonly #paths: ReadonlyMap<FormatName, string>
  readonly #presentation: Presentation
  readonly #audience: 'students' | 'staff'
  #writtenAt = Number.NEGATIVE_INFINITY

  constructor(
    paths: ReadonlyMap<FormatName, string>,
    presentation: Presentation,
    audience: 'students' | 'staff',
  ) {
    this.#paths = paths
    this.#presentation = presentation
    this.#audience = audience
  }

  /**
   * Writes what there is, also what has passed beside others; of a run that goes on, not each time but
   * where it is the `last`.
   */
  write(findings: Compared, when: 'now' | 'last' = 'now'): void {
    const now = performance.now()
    const isSoon = findings.state === 'running' && now < this.#writtenAt + EVERY
    if (isSoon && when !== 'last') return
    const all = withAhead(findings)
    for (const [name, path] of this.#paths) replaceReport(path, this.#text(name, all), name)
    this.#writtenAt = performance.now()
  }

  #text(name: FormatName, findings: Compared): string {
    const format: Format = formats[name]
    const isForStudents = format.students === 'always' || this.#audience === 'students'
    const staff = forStaff(findings, this.#presentation)
    const shown = isForStudents ? forStudents(findings, this.#presentation) : staff
    return format.text(shown, findings.state === 'whole' ? staff : undefined)
  }
}

/** With what has passed and is reported when it is its turn. */
export function withAhead(findings: Compared): Compared {
  return { ...findings, outcomes: [...findings.outcomes, ...findings.ahead], ahead: [] }
}

function asJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
