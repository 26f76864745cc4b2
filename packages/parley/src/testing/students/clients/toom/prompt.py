# habit: prompt and answer stand on the same line of its output
import common

common.main()
