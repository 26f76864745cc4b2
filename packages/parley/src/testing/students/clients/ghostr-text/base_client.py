import os, socket, sys, threading

LAST = {'LOGON': 'ERR', 'AUTH': 'ATMP', 'MSG': 'BODY', 'WHOELSE': 'BODY', 'LOGGEDIN': 'WHO', 'LOGGEDOUT': 'WHO',
        'BLOCK': 'ERR', 'UNBLOCK': 'ERR', 'LOGOUT': 'WHO'}
sock = socket.create_connection((sys.argv[1], int(sys.argv[2])))


def clean(text):
    while ';;' in text:
        text = text.replace(';;', ';')
    return text.replace(':', '∶').rstrip(';')


def send(kind, **fields):
    data = ''.join(f'{key}: {clean(value)};;' for key, value in {'TYPE': kind, **fields}.items()).encode()
    if len(data) <= 1024:
        sock.sendall(data)
    else:
        print('That is too long.', flush=True)


def messages():
    data, fields = b'', {}
    while chunk := sock.recv(1024):
        data += chunk
        while b';;' in data:
            field, data = data.split(b';;', 1)
            key, value = field.decode().strip().split(': ', 1)
            fields[key] = value
            if LAST.get(fields['TYPE']) == key:
                yield fields
                fields = {}


def show(text):
    print(text, flush=True)


def listen():
    for m in incoming:
        if m['TYPE'] == 'MSG':
            show(f"{m['FROM']}: {m['BODY']}")
        elif m['TYPE'] == 'WHOELSE':
            show('Online: ' + m['BODY'].replace('\n', ' '))
        elif m['TYPE'] == 'BLOCK':
            show(m['ERR'])
    os._exit(0)


def goodbye(name):
    send('LOGOUT', WHO=name)
    threading.Event().wait(1)


def main():
    global incoming
    incoming = messages()
    name, password = input('Name: '), input('Password: ')
    send('LOGON', WHO=name)
    answer = next(incoming)
    if answer['RET'] != '1':
        sys.exit(answer['ERR'])
    send('AUTH', WHO=name, PASW=password, NEW=answer['NEW'])
    if next(incoming)['PASW'] != '1':
        sys.exit('Wrong password')
    show('Welcome')
    threading.Thread(target=listen, daemon=True).start()
    for line in sys.stdin:
        line = line.rstrip('\n')
        if line == '/quit':
            break
        if line == '/list':
            send('WHOELSE', FROM=name)
        elif line.startswith('@'):
            to, _, text = line[1:].partition(' ')
            send('MSG', FROM=name, TO=to, BODY=text)
    goodbye(name)
    os._exit(0)
