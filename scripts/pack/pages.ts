/** The documentation that goes into the package, with its links as they are there. */
import { dirname, join, relative } from 'node:path/posix'

/** Of the repository’s pages those that somebody reads who has installed the program. */
const shared = [
  'checking',
  'cli',
  'comparing-protocols',
  'conformance',
  'errors',
  'fidelity',
  'framing',
  'grading',
  'limits',
  'security',
]

/** Where each page of the repository is in the package; `dialects`: their names. */
export function pagesFor(dialects: readonly string[]): ReadonlyMap<string, string> {
  return new Map([
    ['docs/installing.md', 'README.md'],
    ...shared.map((name) => [`docs/${name}.md`, `docs/${name}.md`] as const),
    ...dialects.map(
      (name) => [`packages/dialect-${name}/README.md`, `docs/dialects/${name}.md`] as const,
    ),
  ])
}

const link = /!?\[([^\]]*)\]\(([^)#\s]*)(#[^)\s]*)?\)/g

/**
 * A page whose links lead to where the pages are in the package. A link to what is not in the package
 * becomes its text; those to other sites stay.
 */
export function movedPage(text: string, path: string, pages: ReadonlyMap<string, string>): string {
  const here = pages.get(path) ?? path
  return text.replace(link, (whole, label: string, target: string, anchor = '') => {
    if (target === '' || /^[a-z]+:/.test(target)) return whole
    const there = pages.get(join(dirname(path), target))
    if (there === undefined) return label
    return `[${label}](${relative(dirname(here), there)}${anchor})`
  })
}
