import socket, sys, threading, time

FIELDS = {
    'LOGON': 1, 'AUTH': 3, 'MSG': 3, 'BROADCAST': 2, 'WHOELSE': 1, 'WHOELSESINCE': 2,
    'BLOCK': 2, 'UNBLOCK': 2, 'PRIVREQ': 2, 'PRIVMSG': 3, 'PRIVSTOP': 2, 'LOGOUT': 1,
}
users, passwords, wrong, until, kept, blocks = {}, {}, {}, {}, {}, set()
came = {}
lock = threading.Lock()


def say(sock, kind, **fields):
    text = ''.join(f'{key}: {value};;' for key, value in {'TYPE': kind, **fields}.items())
    try:
        sock.sendall(text.encode())
    except OSError:
        pass


def say_all(me, kind, **fields):
    for name in others(me):
        say(users[name], kind, **fields)


def others(me):
    return [name for name in users if name != me]


def hearers(me):
    return [name for name in others(me) if (name, me) not in blocks]


def messages(sock):
    data, fields = b'', {}
    while chunk := sock.recv(1024):
        data += chunk
        while b';;' in data:
            field, data = data.split(b';;', 1)
            key, value = field.decode().lstrip().split(': ', 1)
            if key == 'TYPE':
                fields = {}
            fields[key] = value
            if len(fields) == 1 + FIELDS.get(fields.get('TYPE'), 99):
                yield fields.pop('TYPE'), fields


def logon(sock, name):
    why = '0'
    if until.get(name, 0) > time.time():
        why = f'Error. {name} is blocked'
    elif name in users:
        why = f'Error. {name} is already logged in'
    new = int(name not in passwords and why == '0')
    say(sock, 'LOGON', RET=int(why == '0'), NEW=new, ERR=why)


def auth(sock, name, password):
    if name in users or until.get(name, 0) > time.time():
        say(sock, 'AUTH', PASW=0, ATMP=0)
        return None
    if passwords.setdefault(name, password) == password:
        wrong[name] = 0
        users[name], came[name] = sock, time.time()
        say(sock, 'AUTH', PASW=1, ATMP=3)
        for fields in kept.pop(name, []):
            say(sock, 'MSG', **fields)
        say_all(name, 'LOGGEDIN', WHO=name)
        return name
    wrong[name] = wrong.get(name, 0) + 1
    say(sock, 'AUTH', PASW=0, ATMP=3 - wrong[name])
    if wrong[name] == 3:
        wrong[name], until[name] = 0, time.time() + 60
    return None


def deliver(sock, me, kind, fields):
    to = fields['TO']
    if to not in passwords:
        say(sock, 'MSG', FROM='server', TO=me, BODY=f'Error. {to} does not exist')
    elif (to, me) in blocks:
        say(sock, 'BLOCK', WHO=me, BLOCKER=to, RET=0, ERR=f'{to} has blocked you')
    elif to in users:
        say(users[to], kind, **fields)
    else:
        kept.setdefault(to, []).append(fields)


def block(me, kind, who):
    pair = (me, who)
    if who == me:
        return 'Error. Cannot block self'
    if who not in passwords:
        return f'Error. {who} does not exist'
    if (kind == 'BLOCK') == (pair in blocks):
        return f'Error. {who} already blocked' if pair in blocks else f'Error. {who} is not blocked'
    blocks.symmetric_difference_update({pair})
    return '0'


def answer(sock, me, kind, fields):
    if fields.get('FROM', fields.get('BLOCKER', me)) != me:
        return
    if kind in ('MSG', 'PRIVMSG'):
        deliver(sock, me, kind, fields)
    elif kind == 'BROADCAST':
        for name in hearers(me):
            say(users[name], 'MSG', FROM=me, TO='broadcast', BODY=fields['BODY'])
    elif kind == 'WHOELSE':
        say(sock, 'WHOELSE', FROM=me, BODY='\n'.join(hearers(me)))
    elif kind == 'WHOELSESINCE':
        since = time.time() - float(fields['WHEN'])
        names = [name for name in hearers(me) if came[name] > since]
        for start in range(0, len(names) or 1, 75):
            say(sock, 'WHOELSE', FROM=me, BODY='\n'.join(names[start:start + 75]))
            time.sleep(0.05)
    elif kind in ('BLOCK', 'UNBLOCK'):
        why = block(me, kind, fields['WHO'])
        say(sock, kind, WHO=fields['WHO'], BLOCKER=me, RET=int(why == '0'), ERR=why)
    elif kind == 'PRIVREQ':
        to = fields['TO']
        if to in hearers(me):
            say(sock, kind, TO=to, FROM=me, RET=1, DEST=str(users[to].getpeername()).replace(':', '∶'))
        else:
            say(sock, kind, TO=to, FROM=me, RET=0, DEST='')
    elif kind == 'PRIVSTOP':
        say(sock, kind, TO=fields['TO'], FROM=me, RET=1)


def serve(sock, address):
    me = name = None
    try:
        for kind, fields in messages(sock):
            with lock:
                if me and kind == 'LOGOUT':
                    if fields['WHO'] == me:
                        say(sock, 'LOGOUT', WHO=me)
                        break
                elif me:
                    answer(sock, me, kind, fields)
                elif kind == 'LOGON':
                    name = fields['WHO']
                    logon(sock, name)
                elif kind == 'AUTH' and fields['WHO'] == name:
                    me = auth(sock, name, fields['PASW'])
    except (OSError, ValueError):
        pass
    with lock:
        if me:
            del users[me]
            say_all(me, 'LOGGEDOUT', WHO=me)
    sock.close()


listener = socket.create_server(('127.0.0.1', int(sys.argv[1])), backlog=50)
print('listening on', listener.getsockname()[1], flush=True)
while True:
    threading.Thread(target=serve, args=listener.accept(), daemon=True).start()
