# habit: a thread for each connection; matches the beginning of a line, as the original does
# may: llp-3.13
import base_server

base_server.main()
