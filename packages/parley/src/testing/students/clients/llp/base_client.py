import os, socket, sys, threading

sock = socket.create_connection((sys.argv[1], int(sys.argv[2])))
ready = threading.Event()


def send(line):
    sock.sendall((line + '\n').encode())


def read_lines():
    for raw in sock.makefile('rb'):
        yield raw.decode().rstrip('\r\n')


def show(line):
    print(line, flush=True)


def listen():
    letter = None
    for line in read_lines():
        if line.startswith('> INBOUND MESSAGE - SENDER: '):
            letter = [line.split(': ')[1] + ' writes:']
        elif letter is None:
            if line.strip() not in ('', '>'):
                show(line)
            if line.startswith(('> OK - Send Message', '> ERROR')):
                ready.set()
        elif line.rstrip().endswith('XOXOXO'):
            last = line[2:].rstrip()[:-6].rstrip()
            show('\n'.join(letter + ([last] if last else [])))
            letter = None
        elif not line.startswith('> RECIPIENT: '):
            letter.append(line[2:])
    os._exit(0)


def goodbye():
    send('LOGOUT')
    threading.Event().wait(2)


def main():
    threading.Thread(target=listen, daemon=True).start()
    for line in sys.stdin:
        line = line.rstrip('\n')
        if line == 'LOGOUT':
            break
        ready.clear()
        send(line)
        if line.startswith('MESSAGE ') and ready.wait(5):
            for line in sys.stdin:
                send(line.rstrip('\n'))
                if line.rstrip().endswith('XOXOXO'):
                    break
    goodbye()
    os._exit(0)
