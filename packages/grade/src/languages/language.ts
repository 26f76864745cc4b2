/** A source file of a submission. */
export interface SourceFile {
  /** From the root of the submission, with `/`. */
  readonly path: string
  readonly text: string
}

/** How a program can be told where it listens or connects to. */
export type PortWay =
  | {
      /** The arguments that it reads, with `{host}` and `{port}` where they go. */
      readonly kind: 'arguments'
      readonly words: readonly string[]
      readonly reason: string
    }
  | { readonly kind: 'variable'; readonly name: string; readonly reason: string }
  | { readonly kind: 'fixed'; readonly port: number; readonly reason: string }

/** A programming language, as far as grading needs to know it. */
export interface Language {
  readonly name: 'python' | 'node' | 'java' | 'c'
  readonly isSource: (path: string) => boolean
  /** What a file has that can be started. */
  readonly isMain: (text: string) => boolean
  /** What is in a program that listens, and in one that connects. */
  readonly listens: RegExp
  readonly connects: RegExp
  /** Names the module that a file imports, in the first group that there is; as it names a file. */
  readonly imports?: RegExp
  readonly portWay: (file: SourceFile) => PortWay | undefined
  /** What builds a main file with the other sources; undefined where nothing is built. */
  readonly build?: (main: string, sources: readonly string[]) => readonly string[]
  /** What starts it; `main` is from the root of the submission. */
  readonly command: (main: string, text: string) => readonly string[]
}
