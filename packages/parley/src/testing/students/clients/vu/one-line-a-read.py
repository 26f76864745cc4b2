# fault: shows one line of each read after the login, and the rest is lost
# breaks: vu-1.2d
# may: vu-1.2c, vu-5.2c, vu-4.6d, vu-4.7
import base_client


def read_lines(sock):
    while data := sock.recv(1 << 21):
        yield data.split(b'\n')[0]


base_client.read_lines = read_lines
base_client.main()
