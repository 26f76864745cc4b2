# habit: an empty line after each response, for reading it in telnet
import base_server

encode = base_server.encode
base_server.encode = lambda message: encode(message) + b'\n\n'
base_server.main()
