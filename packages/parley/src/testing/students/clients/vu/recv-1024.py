# fault: takes at most 1024 bytes for one line, and throws away what has no end yet
# breaks: vu-1.2c
# may: vu-1.2d
import base_client


def read_lines(sock):
    while data := sock.recv(1024):
        yield from data.split(b'\n')[:-1]


base_client.read_lines = read_lines
base_client.main()
