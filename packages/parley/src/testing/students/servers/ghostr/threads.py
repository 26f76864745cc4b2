# habit: a thread for each connection, and one lock
import base_server

base_server.main()
