# fault: a line end after each message, for reading it in telnet
# breaks: ghostr-text-1.1b
import base_server


def say(sock, *fields):
    try:
        sock.sendall(''.join(f'{key}: {value};;' for key, value in fields).encode() + b'\n')
    except OSError:
        pass


base_server.say = say
base_server.main()
