# habit: ends its lines with a carriage return and a line feed
# driver: { "heard": "{text}" }
import base_client

base_client.send = lambda line: base_client.sock.sendall((line + '\r\n').encode())
base_client.main()
