import type { NameKeys } from '@parley/contract'

/** Values under the keys of their names: finds those whose names are alike. */
export class NameIndex<Value> {
  readonly #byFolded = new Map<string, Value[]>()
  readonly #byShape = new Map<string, Value[]>()

  add({ folded, shape }: NameKeys, value: Value): void {
    insert(this.#byFolded, folded, value)
    insert(this.#byShape, shape, value)
  }

  delete({ folded, shape }: NameKeys, value: Value): void {
    take(this.#byFolded, folded, value)
    take(this.#byShape, shape, value)
  }

  has({ folded, shape }: NameKeys): boolean {
    return this.#byFolded.has(folded) || this.#byShape.has(shape)
  }

  /** Those of more than one value whose names have a key in common. */
  *groups(): Iterable<readonly Value[]> {
    for (const index of [this.#byFolded, this.#byShape]) {
      for (const values of index.values()) if (values.length > 1) yield values
    }
  }

  /** Each value once. */
  alike({ folded, shape }: NameKeys): Iterable<Value> {
    const found = [this.#byFolded.get(folded) ?? [], this.#byShape.get(shape) ?? []]
    return new Set(found.flat())
  }
}

function insert<Value>(index: Map<string, Value[]>, key: string, value: Value): void {
  const values = index.get(key)
  if (values === undefined) index.set(key, [value])
  else values.push(value)
}

function take<Value>(index: Map<string, Value[]>, key: string, value: Value): void {
  const left = index.get(key)?.filter((one) => one !== value) ?? []
  if (left.length > 0) index.set(key, left)
  else index.delete(key)
}
