# fault: takes datagrams from wherever they come for one file, and makes it with its first bytes
# breaks: toom-5.3b
# may: toom-5.2c, toom-5.3a
import os

import base_client


def take_files():
    while True:
        base_client.files.settimeout(None)
        base_client.files.recv(8192)
        label, data = base_client.files.recv(8192).decode(), b''
        base_client.files.settimeout(2)
        try:
            while piece := base_client.files.recv(8192):
                data += piece
        except TimeoutError:
            pass
        if data:
            base_client.save(label, data)


base_client.take_files = take_files
base_client.main()
