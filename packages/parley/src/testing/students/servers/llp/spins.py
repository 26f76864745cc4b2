# habit: reads a closed connection over and over, and never closes its own end
# noticed: it uses a whole processor
import base_server


def lines_for_ever(lines, name):
    while True:
        line = lines.readline()
        if line == '':
            with base_server.lock:
                base_server.users.pop(name(), None)
        else:
            yield line


base_server.lines_until_end = lines_for_ever
base_server.main()
