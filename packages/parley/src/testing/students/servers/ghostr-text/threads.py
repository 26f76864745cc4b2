# habit: a thread for each connection, and fields in the order in which they came
import base_server

base_server.main()
