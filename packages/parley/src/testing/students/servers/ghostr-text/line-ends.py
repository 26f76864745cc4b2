# fault: a line end after each message, for reading it in telnet
# breaks: ghostr-text-1.1b
import common


def say(sock, *fields):
    try:
        sock.sendall(''.join(f'{key}: {value};;' for key, value in fields).encode() + b'\n')
    except OSError:
        pass


common.say = say
common.main()
