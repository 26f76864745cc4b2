# habit: a thread for each connection, and one lock
import common

common.main()
