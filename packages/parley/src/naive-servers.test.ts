import { jest } from '@jest/globals'
import { tryPrograms } from './testing/naive-programs.ts'

jest.setTimeout(300_000)

tryPrograms('server')
