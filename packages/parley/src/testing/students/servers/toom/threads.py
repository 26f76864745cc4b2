# habit: a thread for each connection, and everything in lists
import common

common.main()
