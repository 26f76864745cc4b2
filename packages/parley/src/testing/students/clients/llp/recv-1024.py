# fault: takes each read of at most 1024 bytes for whole lines
# breaks: llp-1.1c
# may: llp-1.4
# driver: { "heard": "{text}" }
import base_client


def read_lines():
    while data := base_client.sock.recv(1024):
        yield from data.decode(errors='replace').split('\n')


base_client.read_lines = read_lines
base_client.main()
