/** A dialect that is part of the program’s bundle. */
interface Bundled {
  /** Of the package: another version that is installed is loaded from there. */
  readonly version: string
  load(): Promise<unknown>
}

/** By the name of the package. From source there are none; the build puts those of the workspace here. */
export const bundled: Readonly<Record<string, Bundled>> = {}
