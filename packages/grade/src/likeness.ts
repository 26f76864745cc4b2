import { posix } from 'node:path'
import type { Side } from '@parley/kit'
import type { ImportGraph } from './import-graph.ts'
import type { Language, SourceFile } from './languages/language.ts'

/** A file that may be the main one, and what is around it. */
export interface Seen {
  readonly language: Language
  readonly file: SourceFile
  readonly sources: readonly SourceFile[]
  readonly projects: readonly SourceFile[]
  readonly files: readonly string[]
  readonly graph: ImportGraph
}

/** What paths of tests have; not `latest`. */
const ofTests =
  /(?:^|[/_. -])(?:[Tt]ests?|[Ee]xamples?|[Dd]emo)(?=[/_. -]|\d|[A-Z]|$)|[a-z]Tests?\./

/** How likely a file is to be the program that is wanted, and why. */
export interface Likeness {
  readonly score: number
  readonly reasons: readonly string[]
  /** Whether it may be no more than a test of the program that is wanted. */
  readonly isTest: boolean
  /** Whether it is a program of the other side, as a client in the place of a server. */
  readonly isOtherSide: boolean
}

export function likenessOf({ language, file, graph, projects }: Seen, side: Side): Likeness {
  const { path } = file
  const reasons: string[] = []
  let score = 0
  const count = (points: number, reason: string) => {
    score += points
    reasons.push(reason)
  }
  const all = [file, ...graph.reachedFrom(file)].map((one) => doneIn(language, one))
  const listens = all.some((one) => one.listens)
  const connects = all.some((one) => one.connects)
  const does = side === 'server' ? listens : connects
  const doesOther = side === 'server' ? connects : listens
  if (does) count(4, `${path} ${side === 'server' ? 'listens' : 'connects'}`)
  if (doesOther && !does) count(-4, `${path} ${side === 'server' ? 'connects' : 'listens'}`)
  const other = side === 'server' ? 'client' : 'server'
  const name = nameOf(path)
  if (name.includes(side === 'server' ? 'serv' : side)) count(3, `its name says ${side}`)
  else if (name.includes(other)) count(-3, `its name says ${other}`)
  if (/^(main|app|index|program)\./.test(name)) count(1, 'its name is that of a main file')
  const isTest = ofTests.test(path)
  if (isTest) count(-3, 'its path says that it is a test')
  else if (/chat/i.test(path)) count(2, 'its path says chat')
  const project = projects.find((one) => language.mainsOf?.(one).includes(path))
  if (project !== undefined) count(2, `${project.path} names it`)
  const importer = graph.importerOf(file)
  if (importer !== undefined) count(-8, `${importer.path} imports it`)
  if (/__name__\s*==\s*['"]__main__/.test(file.text)) count(1, 'it is run as a program')
  return { score, reasons, isTest, isOtherSide: doesOther && !does }
}

/** What a file does, by itself; it is read once, however many others use it. */
const done = new WeakMap<SourceFile, { readonly listens: boolean; readonly connects: boolean }>()

function doneIn({ listens, connects }: Language, file: SourceFile) {
  const known = done.get(file)
  if (known !== undefined) return known
  const found = { listens: listens.test(file.text), connects: connects.test(file.text) }
  done.set(file, found)
  return found
}

/** What a path calls the program: a package is called by its folder. */
function nameOf(path: string): string {
  const base = posix.basename(path).toLowerCase()
  const isOfFolder = /^(?:__main__|main|index|program|app)\.\w+$/.test(base)
  const folder = posix.basename(posix.dirname(path)).toLowerCase()
  return isOfFolder && /serv|client/.test(folder) ? folder : base
}
