import json, socket, sys, threading, time

BLOCK_DURATION = 60
passwords, online, blocks, kept, fails = {}, {}, {}, {}, {}
seen = {f'gone{number}': time.time() for number in range(200)}
lock = threading.Lock()


def send(conn, action, **fields):
    try:
        conn.sendall(json.dumps({'action': action, **fields}).encode())
    except OSError:
        pass


def tell(user, action, sender, text):
    size = 1024 if len(json.dumps(text)) < 900 else 64
    for start in range(0, len(text) or 1, size):
        send(online[user][0], action, **{'from': sender}, message=text[start:start + size])


def send_list(conn, action, names):
    size = 0
    for count, name in enumerate(names):
        size += len(json.dumps(name)) + 2
        if size > 900:
            send(conn, action, reply=names[:count])
            time.sleep(0.05)
            return send_list(conn, action, names[count:])
    send(conn, action, reply=names)


def others(me):
    return [user for user in online if user != me]


def hearers(me):
    return [user for user in others(me) if me not in blocks.get(user, ())]


def login(conn, host, request):
    name, password = request['username'], request['password']
    count, until = fails.get(name, (0, 0))
    if time.time() < until:
        return 'BLOCKED'
    if passwords.setdefault(name, password) != password:
        if count < 2:
            fails[name] = (count + 1, 0)
            return 'INVALID_PASSWORD'
        fails[name] = (0, time.time() + BLOCK_DURATION)
        return 'INVALID_PASSWORD_BLOCKED'
    if name in online:
        return 'ALREADY_LOGGED_IN'
    fails.pop(name, None)
    online[name] = (conn, host, request.get('private_port'))
    for user in others(name):
        tell(user, 'login_broadcast', name, '')
    return 'SUCCESS'


def refusal(me, user, self_word='MESSAGE_SELF'):
    if user == me:
        return self_word
    return '' if user in passwords else 'USER_NOT_EXIST'


def message(me, user, text):
    if me in blocks.get(user, ()):
        return 'USER_BLOCKED'
    if user in online:
        tell(user, 'receive_message', me, text)
    else:
        kept.setdefault(user, []).append((me, text))
    return 'SUCCESS'


def block(me, user, action):
    mine = blocks.setdefault(me, set())
    if (user in mine) != (action == 'unblock'):
        return f'USER_ALREADY_{action.upper()}ED'
    mine ^= {user}
    return 'SUCCESS'


def private(me, user):
    reply = refusal(me, user, 'USER_SELF')
    if reply:
        return {'reply': reply}
    if me in blocks.get(user, ()):
        return {'reply': 'USER_BLOCKED'}
    if user not in online:
        return {'reply': 'USER_OFFLINE'}
    _, host, port = online[user]
    return {'reply': 'SUCCESS', 'address': host, 'port': port, 'username': user}


def serve(conn, me, action, request):
    user, text = request.get('user'), request.get('message')
    if action == 'message':
        send(conn, action, status=refusal(me, user) or message(me, user, text))
    elif action == 'broadcast':
        to = hearers(me)
        for each in to:
            tell(each, 'receive_broadcast', me, text)
        send(conn, action, n_sent=len(to), n_blocked=len(others(me)) - len(to))
    elif action == 'whoelse':
        send_list(conn, action, hearers(me))
    elif action == 'whoelsesince':
        since = time.time() - float(request['since'])
        gone = [each for each in seen if each not in online and seen[each] > since]
        send_list(conn, action, hearers(me) + gone)
    elif action in ('block', 'unblock'):
        send(conn, action, status=refusal(me, user) or block(me, user, action))
    elif action == 'startprivate':
        send(conn, action, **private(me, user))
    else:
        send(conn, action, reply='Unknown action')


def requests(conn):
    data, decoder = b'', json.JSONDecoder()
    while chunk := conn.recv(1024):
        data += chunk
        while data.strip():
            try:
                request, end = decoder.raw_decode(data.decode().lstrip())
            except ValueError:
                break
            data = data.decode().lstrip()[end:].encode()
            yield request


def client(conn, host):
    me = None
    try:
        for request in requests(conn):
            action = request.get('action')
            with lock:
                if action == 'login':
                    status = 'ALREADY_LOGGED_IN' if me else login(conn, host, request)
                    send(conn, action, status=status)
                    if status == 'SUCCESS':
                        me = request['username']
                        for sender, text in kept.pop(me, []):
                            time.sleep(0.05)
                            tell(me, 'receive_message', sender, text)
                    elif status.endswith('BLOCKED'):
                        return
                elif action == 'logout':
                    send(conn, action, reply='logged out')
                    return
                elif me:
                    serve(conn, me, action, request)
                else:
                    send(conn, action, reply='You are not logged in')
    except (OSError, ValueError):
        pass
    finally:
        with lock:
            if me:
                del online[me]
                seen[me] = time.time()
                for user in others(me):
                    tell(user, 'logout_broadcast', me, '')
        conn.close()


listener = socket.create_server(('127.0.0.1', int(sys.argv[1])), backlog=50)
print('listening on', listener.getsockname()[1], flush=True)
while True:
    conn, address = listener.accept()
    threading.Thread(target=client, args=(conn, address[0]), daemon=True).start()
