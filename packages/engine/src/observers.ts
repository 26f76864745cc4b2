import type { Happening } from '@parley/contract'

/** Who is told of every public message, and of every session that begins and ends. */
export class Observers {
  readonly #observers: ((happening: Happening) => void)[] = []

  add(observer: (happening: Happening) => void): void {
    this.#observers.push(observer)
  }

  tell(happening: Happening): void {
    for (const observer of this.#observers) observer(happening)
  }
}
