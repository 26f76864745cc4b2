import os, pickle, socket, sys, threading, time

WORDS = {
    'LOGIN-N': 'Username does not exist, please input a valid username',
    'LOGIN-F': 'Invalid Password. Please try again',
    'LOGIN-B': 'Invalid Password. Your account has been blocked. Please try again later',
    'LOGIN-BB': 'Your account is blocked due to multiple login failures. Please try again later',
}
server = socket.create_connection((sys.argv[1], int(sys.argv[2])))
files = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
files.bind(('127.0.0.1', 0))


class Plain(pickle.Unpickler):
    def find_class(self, module, name):
        raise pickle.UnpicklingError(name)


stream = server.makefile('rb')
users = {}


def save(label, data):
    with open(os.path.basename(label), 'wb') as file:
        file.write(data)


def take_files():
    files.settimeout(0.2)
    coming = {}
    while True:
        try:
            data, place = files.recvfrom(8192)
            coming.setdefault(place, []).append(data)
            coming[place, 'last'] = time.time()
        except socket.timeout:
            pass
        for place in [place for place in coming if len(place) == 2 and place[1] != 'last']:
            if time.time() - coming[place, 'last'] > 2:
                _, label, *pieces = coming.pop(place) + [b'']
                del coming[place, 'last']
                if label:
                    save(label.decode(), b''.join(pieces))


def upload(name, to, path):
    if to not in users:
        return print(to + ' is offline')
    with open(path, 'rb') as file:
        pieces = [name.encode(), f'{name}_{path}'.encode(), *iter(lambda: file.read(4096), b'')]
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for piece in pieces:
        sender.sendto(piece, users[to])
        time.sleep(0.01)
    print(path + ' has been uploaded')


def receive():
    return Plain(stream).load()


def send(kind, body):
    data = pickle.dumps({'type': kind, 'body': body})
    if len(data) > 2048:
        print('That is too long.')
        return False
    server.sendall(data)
    return True


def login():
    name = input('Username: ')
    while True:
        send('LOGIN', name + ' ' + input('Password: '))
        kind = receive()['type']
        if kind == 'LOGIN-A':
            return name
        print(WORDS[kind])
        if kind in ('LOGIN-B', 'LOGIN-BB'):
            sys.exit(1)
        if kind == 'LOGIN-N':
            name = input('Username: ')


def prompt():
    return input('Enter one of the following commands (MSG, DLT, EDT, RDM, ATU, OUT, UPD): ')


def main():
    receive()
    name, kind = login(), ''
    send('UDP_PORT', files.getsockname()[1])
    threading.Thread(target=take_files, daemon=True).start()
    print(f'Welcome to TOOM, {name}!')
    while kind != 'OUT':
        kind, _, body = prompt().partition(' ')
        if kind == 'UPD':
            try:
                upload(name, *body.split(' ', 1))
            except (OSError, TypeError):
                print('UPD Failed!')
        elif send(kind, body):
            reply = receive()
            if reply['type'] == 'ATU':
                for line in reply['body'].split('\n'):
                    user, host, port = line.split(', ')[:3]
                    users[user] = (host, int(port))
            print(reply['body'])
