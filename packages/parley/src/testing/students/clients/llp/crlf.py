# habit: ends its lines with a carriage return and a line feed
# driver: { "heard": "{text}" }
import common

common.send = lambda line: common.sock.sendall((line + '\r\n').encode())
common.main()
