import os, socket, sys, threading

FIELDS = {
    'LOGON': 3, 'AUTH': 2, 'LOGGEDIN': 1, 'LOGGEDOUT': 1, 'MSG': 3, 'WHOELSE': 2,
    'BLOCK': 4, 'UNBLOCK': 4, 'LOGOUT': 1,
}
sock = socket.create_connection((sys.argv[1], int(sys.argv[2])))


def clean(text):
    while ';;' in text:
        text = text.replace(';;', ';')
    return text.replace(':', '∶').rstrip(';')


def say(kind, **fields):
    values = {'TYPE': kind, **fields}
    text = ''.join(f'{key}: {clean(value)};;' for key, value in values.items())
    if len(text.encode()) > 1024:
        print('That is too long', flush=True)
    else:
        sock.sendall(text.encode())


def messages():
    data, fields = b'', {}
    while chunk := sock.recv(1024):
        data += chunk
        while b';;' in data:
            field, data = data.split(b';;', 1)
            key, value = field.decode().lstrip().split(': ', 1)
            fields[key] = value
            if len(fields) == 1 + FIELDS.get(fields['TYPE'], 99):
                yield fields
                fields = {}


def listen():
    for message in incoming:
        kind = message['TYPE']
        if kind == 'MSG':
            print(f"{message['FROM']}: {message['BODY']}", flush=True)
        elif kind == 'WHOELSE':
            print('Online:', *message['BODY'].split('\n'), flush=True)
        elif kind == 'LOGGEDIN':
            print(message['WHO'], 'is here', flush=True)
        elif kind == 'LOGGEDOUT':
            print(message['WHO'], 'has left', flush=True)
        elif kind == 'BLOCK':
            print(message['ERR'], flush=True)
    os._exit(0)


incoming = messages()
name, password = input('Name: '), input('Password: ')
say('LOGON', WHO=name)
reply = next(incoming)
if reply['RET'] != '1':
    sys.exit(reply['ERR'])
say('AUTH', WHO=name, PASW=password, NEW=reply['NEW'])
if next(incoming)['PASW'] != '1':
    sys.exit('Wrong password')
print('Welcome', flush=True)
threading.Thread(target=listen, daemon=True).start()
for line in sys.stdin:
    line = line.rstrip('\n')
    if line == '/quit':
        break
    if line == '/list':
        say('WHOELSE', FROM=name)
    elif line.startswith('@'):
        to, text = line[1:].split(' ', 1)
        say('MSG', FROM=name, TO=to, BODY=text)
say('LOGOUT', WHO=name)
threading.Event().wait(1)
os._exit(0)
