import { tryPrograms } from './testing/naive-programs.ts'

tryPrograms('client')
