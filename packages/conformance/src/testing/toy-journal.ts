import type { FileChange, Happening, Journal } from '@parley/contract'
import { escaped } from './toy-client.ts'

/** What is said to everyone, one line each. Every step is a method. */
export class ToyJournal implements Journal {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  begin(): readonly FileChange[] {
    return [{ file: this.file(), mode: 'replace', lines: () => [] }]
  }

  hear(happening: Happening): readonly FileChange[] {
    if (happening.kind !== 'public') return []
    return [{ file: this.file(), text: `${this.written(happening.text)}\n`, mode: 'append' }]
  }

  file(): string {
    return 'log.txt'
  }

  written(text: string): string {
    return escaped(text)
  }
}
