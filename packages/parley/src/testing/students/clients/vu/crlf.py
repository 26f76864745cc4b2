# fault: ends its lines with a carriage return and a line feed, as for telnet
# breaks: vu-1.1
import base_client

base_client.send = lambda sock, line: sock.sendall((line + '\r\n').encode())
base_client.main()
