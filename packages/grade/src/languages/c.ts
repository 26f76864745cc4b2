import type { Language } from './language.ts'
import {
  isNativeMain,
  isNativeProject,
  nativeConnects,
  nativeListens,
  nativePorts,
  nativeRecipe,
} from './native.ts'
import { portWayBy } from './port-patterns.ts'

export const c: Language = {
  name: 'c',
  isSource: (path) => path.endsWith('.c'),
  isMain: isNativeMain,
  listens: nativeListens,
  connects: nativeConnects,
  isProject: isNativeProject,
  portWay: (file) => portWayBy(nativePorts, file),
  recipe: (main, around) => nativeRecipe(['cc'], main, around),
}
