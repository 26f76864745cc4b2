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

export const cpp: Language = {
  name: 'cpp',
  isSource: (path) => /\.(?:cpp|cc|cxx|C)$/.test(path),
  isMain: isNativeMain,
  listens: nativeListens,
  connects: nativeConnects,
  isProject: isNativeProject,
  portWay: (file) => portWayBy(nativePorts, file),
  recipe: (main, around) => nativeRecipe(['c++', '-std=c++17'], main, around),
}
