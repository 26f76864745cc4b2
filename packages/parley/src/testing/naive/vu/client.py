import os, socket, sys, threading

place = (sys.argv[1], int(sys.argv[2]))
TEXTS = {
    'SEND-OK': 'The message was sent successfully',
    'BAD-DEST-USER': 'The destination user does not exist',
    'BAD-RQST-HDR': 'Error: Unknown issue in previous message header.',
    'BAD-RQST-BODY': 'Error: Unknown issue in previous message body.',
}


def login(sock, lines):
    while True:
        name = input('Welcome to Chat Client. Enter your login: ')
        if name == '!quit':
            sys.exit(0)
        if any(c in name for c in '!@#$%^&* ,') or name == '':
            print(f'Cannot log in as {name}. That username contains disallowed characters.')
            continue
        answer = ''
        while not answer:
            try:
                sock.sendall(f'HELLO-FROM {name}\n'.encode())
                answer = lines.readline().rstrip('\n')
            except OSError:
                pass
            if not answer:
                sock = socket.create_connection(place)
                lines = sock.makefile(encoding='utf-8', newline='\n')
        if answer == f'HELLO {name}':
            print(f'Successfully logged in as {name}!', flush=True)
            return sock, lines
        if answer == 'BUSY':
            print('Cannot log in. The server is full!')
            sys.exit(0)
        why = 'is already in use' if answer == 'IN-USE' else 'contains disallowed characters'
        print(f'Cannot log in as {name}. That username {why}.')


def listen(lines):
    for line in lines:
        word, _, rest = line.rstrip('\n').partition(' ')
        word = word.replace('_', '-')
        if word == 'DELIVERY':
            sender, _, text = rest.partition(' ')
            print(f'From {sender}: {text}', flush=True)
        elif word == 'LIST-OK':
            names = [name.strip() for name in rest.split(',') if name.strip()]
            print(f'There are {len(names)} online users:', *names, sep='\n', flush=True)
        elif word in TEXTS:
            print(TEXTS[word], flush=True)
    os._exit(0)


sock = socket.create_connection(place)
sock, lines = login(sock, sock.makefile(encoding='utf-8', newline='\n'))
threading.Thread(target=listen, args=(lines,), daemon=True).start()
for line in sys.stdin:
    line = line.rstrip('\n')
    to, _, text = line[1:].partition(' ')
    if line == '!quit':
        break
    if line == '!who':
        sock.sendall(b'LIST\n')
    elif line.startswith('@') and text.strip():
        sock.sendall(f'SEND {to} {text}\n'.encode())
sock.close()
os._exit(0)
