# fault: the keys of a response are written with a capital
# breaks: ktn-2.2
import base_server

pack = base_server.pack


def capitals(*args):
    return {key.capitalize(): value for key, value in pack(*args).items()}


base_server.pack = capitals
base_server.main()
