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
  | {
      readonly kind: 'variable'
      /** The variables that it reads, with `{host}` and `{port}` as their values. */
      readonly env: Readonly<Record<string, string>>
      readonly reason: string
    }
  | { readonly kind: 'fixed'; readonly port: number; readonly reason: string }

/** What a main file is built and started with. Paths are from the root of the submission. */
export interface Around {
  /** The main file and the other sources that belong to its program. */
  readonly parts: readonly SourceFile[]
  /** The project files of the language, as `Cargo.toml` is one. */
  readonly projects: readonly SourceFile[]
  /** All files of the submission, but for those in folders of tools. */
  readonly files: readonly string[]
}

/** How a main file is built and started. */
export interface Recipe {
  /** Where, within the submission; paths in the commands are from there. */
  readonly cwd: string
  readonly build?: readonly string[]
  readonly command: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly reason?: string
  /** Why that does not work here, as where something would have to be fetched; for staff. */
  readonly doubt?: string | undefined
}

/** A programming language, as far as grading needs to know it. */
export interface Language {
  readonly name:
    | 'python'
    | 'node'
    | 'java'
    | 'c'
    | 'cpp'
    | 'go'
    | 'rust'
    | 'csharp'
    | 'perl'
    | 'ruby'
  readonly isSource: (path: string) => boolean
  /** What a file has that can be started. */
  readonly isMain: (text: string) => boolean
  /** What is in a program that listens, and in one that connects. */
  readonly listens: RegExp
  readonly connects: RegExp
  /** Names the module that a file imports, in the first group that there is; as it names a file. */
  readonly imports?: RegExp
  /** Names a type that a file declares and that others use without importing the file. */
  readonly declares?: RegExp
  /** Whether a file says how a project is built. */
  readonly isProject?: (path: string) => boolean
  /** The main files that a project file names, from the root of the submission. */
  readonly mainsOf?: (project: SourceFile) => readonly string[]
  readonly portWay: (file: SourceFile) => PortWay | undefined
  readonly recipe: (main: SourceFile, around: Around) => Recipe
}
