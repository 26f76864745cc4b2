# habit: the answer to a login and the history go out in one segment
import base_server


def welcome(sock):
    answer = base_server.pack('info', 'Login successful')
    sock.sendall(base_server.encode(answer) + base_server.encode(base_server.past()))


base_server.welcome = welcome
base_server.main()
