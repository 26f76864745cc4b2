import socket, sys, threading, time

COUNT = {'LOGON': 1, 'AUTH': 3, 'MSG': 3, 'BROADCAST': 2, 'WHOELSE': 1, 'WHOELSESINCE': 2, 'BLOCK': 2,
         'UNBLOCK': 2, 'PRIVREQ': 2, 'PRIVMSG': 3, 'PRIVSTOP': 2, 'LOGOUT': 1}
users, passwords, failed, kept, came, blocks = {}, {}, {}, {}, {}, set()
lock = threading.RLock()


def say(sock, *fields):
    try:
        sock.sendall(''.join(f'{key}: {value};;' for key, value in fields).encode())
    except OSError:
        pass


def field_of(text):
    key, _, value = text.strip().partition(': ')
    return key, value


def claimed(me, m):
    return m.get('FROM', m.get('BLOCKER', me))


def requests(sock):
    data, found = b'', {}
    while chunk := sock.recv(1024):
        data += chunk
        while b';;' in data:
            field, data = data.split(b';;', 1)
            key, value = field_of(field.decode())
            found = {key: value} if key == 'TYPE' else {**found, key: value}
            if len(found) == 1 + COUNT.get(found.get('TYPE'), 99):
                yield found


def auth(sock, name, password):
    tries, until = failed.get(name, (0, 0))
    if name in users or until > time.time():
        return say(sock, ('TYPE', 'AUTH'), ('PASW', 0), ('ATMP', 0))
    if passwords.setdefault(name, password) != password:
        failed[name] = (tries + 1, 0) if tries < 2 else (0, time.time() + 60)
        return say(sock, ('TYPE', 'AUTH'), ('PASW', 0), ('ATMP', 2 - tries))
    failed.pop(name, None)
    say(sock, ('TYPE', 'AUTH'), ('PASW', 1), ('ATMP', 3))
    for other in users.values():
        say(other, ('TYPE', 'LOGGEDIN'), ('WHO', name))
    users[name], came[name] = sock, time.time()
    for fields in kept.pop(name, []):
        say(sock, *fields)
        time.sleep(0.05)
    return name


def handle(sock, me, kind, m):
    seen = [name for name in users if name != me and (name, me) not in blocks]
    to = m.get('TO')
    if claimed(me, m) != me:
        return
    if kind in ('MSG', 'PRIVMSG'):
        if (to, me) in blocks:
            say(sock, ('TYPE', 'BLOCK'), ('WHO', me), ('BLOCKER', to), ('RET', 0), ('ERR', f'{to} has blocked you'))
        elif to in users:
            say(users[to], *m.items())
        elif to in passwords:
            kept.setdefault(to, []).append(m.items())
        else:
            say(sock, ('TYPE', 'MSG'), ('FROM', 'server'), ('TO', me), ('BODY', f'Error. {to} does not exist'))
    elif kind == 'BROADCAST':
        for name in seen:
            say(users[name], ('TYPE', 'MSG'), ('FROM', me), ('TO', 'broadcast'), ('BODY', m['BODY']))
        for blocker in [name for name in users if (name, me) in blocks][:1]:
            say(sock, ('TYPE', 'BLOCK'), ('WHO', me), ('BLOCKER', blocker), ('RET', 0),
                ('ERR', 'Your message could not be delivered to some recipients'))
    elif kind in ('WHOELSE', 'WHOELSESINCE'):
        start = time.time() - float(m.get('WHEN', 1e9))
        names = [name for name in seen if came[name] > start]
        say(sock, ('TYPE', 'WHOELSE'), ('FROM', me), ('BODY', '\n'.join(names)))
    elif kind in ('BLOCK', 'UNBLOCK'):
        who, pair = m['WHO'], (me, m['WHO'])
        why = '0' if who in passwords else f'Error. {who} does not exist'
        if who == me:
            why = 'Error. Cannot block self'
        elif why == '0' and (kind == 'BLOCK') == (pair in blocks):
            why = f'Error. {who} already blocked' if pair in blocks else f'Error. {who} is not blocked'
        elif why == '0':
            blocks.symmetric_difference_update({pair})
        say(sock, *m.items(), ('RET', int(why == '0')), ('ERR', why))
    elif kind == 'PRIVREQ':
        place = str(users[to].getpeername()) if to in seen else ''
        say(sock, *m.items(), ('RET', int(place != '')), ('DEST', place))
    elif kind == 'PRIVSTOP':
        say(sock, *m.items(), ('RET', 1))


def client(sock):
    me = name = None
    try:
        for m in requests(sock):
            kind = m['TYPE']
            with lock:
                if kind == 'LOGON' and me is None:
                    name = m['WHO']
                    why = f'Error. {name} is already logged in' if name in users else '0'
                    new = int(name not in passwords)
                    say(sock, ('TYPE', 'LOGON'), ('RET', int(why == '0')), ('NEW', new), ('ERR', why))
                elif kind == 'AUTH' and me is None and m['WHO'] == name:
                    me = auth(sock, name, m['PASW'])
                elif kind == 'LOGOUT' and m['WHO'] == me:
                    say(sock, ('TYPE', 'LOGOUT'), ('WHO', me))
                    break
                elif me is not None:
                    handle(sock, me, kind, m)
    except (OSError, ValueError):
        pass
    with lock:
        users.pop(me, None)
        for other in users.values() if me else ():
            say(other, ('TYPE', 'LOGGEDOUT'), ('WHO', me))
    sock.close()


def main():
    listener = socket.create_server(('127.0.0.1', int(sys.argv[1])))
    while True:
        threading.Thread(target=client, args=(listener.accept()[0],), daemon=True).start()
