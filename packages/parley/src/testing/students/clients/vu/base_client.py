import os, socket, sys, threading

TEXTS = {
    'SEND-OK': 'The message was sent successfully',
    'BAD-DEST-USER': 'The destination user does not exist',
    'BAD-RQST-HDR': 'Error: Unknown issue in previous message header.',
    'BAD-RQST-BODY': 'Error: Unknown issue in previous message body.',
}


def connect():
    return socket.create_connection((sys.argv[1], int(sys.argv[2])))


def show(text):
    print(text, flush=True)


def send(sock, line):
    sock.sendall((line + '\n').encode())


def read_lines(sock):
    buffer = b''
    while data := sock.recv(4096):
        *lines, buffer = (buffer + data).split(b'\n')
        yield from lines


def listen(lines):
    for line in lines:
        word, _, rest = line.decode().partition(' ')
        if word == 'DELIVERY':
            sender, _, text = rest.partition(' ')
            show(f'From {sender}: {text}')
        elif word == 'LIST-OK':
            names = [name for name in rest.split(',') if name]
            show(f'There are {len(names)} online users:\n' + '\n'.join(names))
        elif word in TEXTS:
            show(TEXTS[word])
    os._exit(0)


def login():
    sock = None
    while True:
        name = input('Welcome to Chat Client. Enter your login: ')
        if name == '!quit':
            sys.exit()
        if not name or any(sign in name for sign in '!@#$%^&* ,'):
            show(f'Cannot log in as {name}. That username contains disallowed characters.')
            continue
        if sock is None:
            sock = connect()
            lines = read_lines(sock)
        send(sock, 'HELLO-FROM ' + name)
        answer = next(lines, b'').decode()
        if answer == '':
            sock.close()
            sock = connect()
            lines = read_lines(sock)
            send(sock, 'HELLO-FROM ' + name)
            answer = next(lines, b'').decode()
        if answer.startswith('HELLO '):
            show(f'Successfully logged in as {name}!')
            return sock, lines
        if answer == 'BUSY':
            show('Cannot log in. The server is full!')
            sys.exit()
        in_use = answer == 'IN-USE'
        show(f'Cannot log in as {name}. That username ' + ('is already in use.' if in_use else 'contains disallowed characters.'))


def main():
    sock, lines = login()
    threading.Thread(target=listen, args=(lines,), daemon=True).start()
    for line in sys.stdin:
        line = line.rstrip('\n')
        if line == '!quit':
            break
        if line == '!who':
            send(sock, 'LIST')
        elif line.startswith('@') and ' ' in line:
            send(sock, 'SEND ' + line[1:])
    sock.close()
