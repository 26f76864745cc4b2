import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import {
  CsvFault,
  parseCourse,
  parseWorksheet,
  type Worksheet,
  WorksheetFault,
} from '@parley/grade'
import { readDataFile } from '../data-file.ts'
import { UsageError } from '../errors.ts'
import { fileTrouble } from '../text-file.ts'

/** A class has some hundred rows, each of some hundred bytes. */
const LARGEST = 16 * 1024 * 1024

/** The worksheet that `--worksheet` names, with its columns as the course file in `course` has them. */
export async function readWorksheet(path: string, course: string): Promise<Worksheet> {
  const bytes = await bytesOf(path)
  const { data, where } = await readDataFile(course, 'grade', parseCourse)
  try {
    return parseWorksheet(basename(path), bytes, data.worksheet.columns)
  } catch (error) {
    if (error instanceof CsvFault) {
      throw new UsageError(`--worksheet: ${path}, line ${error.line}: ${error.message}`)
    }
    if (!(error instanceof WorksheetFault)) throw error
    const { key, message } = error
    if (key === undefined) throw new UsageError(`--worksheet: ${path}, line 1: ${message}`)
    throw new UsageError(`${where(['worksheet', 'columns', key])}: in ${path} ${message}`)
  }
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size <= LARGEST) return await readFile(path)
  } catch (error) {
    throw new UsageError(`--worksheet: cannot read ${path}: ${fileTrouble(error)}`)
  }
  throw new UsageError(`--worksheet: ${path} is larger than ${LARGEST / 1024 / 1024} MiB`)
}
