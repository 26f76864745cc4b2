# habit: a thread for each connection, and everything in lists
import base_server

base_server.main()
