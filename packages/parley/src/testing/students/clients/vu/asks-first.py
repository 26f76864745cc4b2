# habit: asks for a name before it connects
import common

common.main()
