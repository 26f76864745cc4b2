import json, socket, sys, threading, time

passwords, online, since, blocks, waiting, wrong = {}, {}, {}, {}, {}, {}
lock = threading.Lock()


def accounts():
    return passwords


def create(name, password):
    passwords[name] = password


def send(conn, action, **fields):
    try:
        conn.sendall(json.dumps({'action': action, **fields}).encode())
    except OSError:
        pass


def login(conn, name, password, port):
    count, until = wrong.get(name, (0, 0))
    if until > time.time():
        return 'BLOCKED'
    known = accounts()
    if name not in known:
        create(name, password)
    elif known[name] != password:
        wrong[name] = (count + 1, time.time() + 60 if count == 2 else 0)
        return 'INVALID_PASSWORD_BLOCKED' if count == 2 else 'INVALID_PASSWORD'
    if name in online:
        return 'ALREADY_LOGGED_IN'
    wrong.pop(name, None)
    for other in online.values():
        send(other[0], 'login_broadcast', **{'from': name, 'message': ''})
    online[name], since[name] = (conn, port), time.time()
    return 'SUCCESS'


def status(me, action, user, text):
    hidden = me in blocks.get(user, set())
    mine = blocks.setdefault(me, set())
    if user not in accounts():
        return 'USER_NOT_EXIST'
    if user == me:
        return 'MESSAGE_SELF'
    if action == 'message':
        if hidden:
            return 'USER_BLOCKED'
        if user in online:
            send(online[user][0], 'receive_message', **{'from': me, 'message': text})
        else:
            waiting.setdefault(user, []).append((me, text))
    elif (action == 'block') == (user in mine):
        return f'USER_ALREADY_{action.upper()}ED'
    else:
        mine ^= {user}
    return 'SUCCESS'


def serve(conn, me, action, request):
    seen = [name for name in since if name != me and me not in blocks.get(name, set())]
    here = [name for name in seen if name in online]
    user = request.get('user')
    if action in ('message', 'block', 'unblock'):
        send(conn, action, status=status(me, action, user, request.get('message')))
    elif action == 'broadcast':
        for name in here:
            send(online[name][0], 'receive_broadcast', **{'from': me, 'message': request['message']})
        send(conn, action, n_sent=len(here), n_blocked=len(online) - 1 - len(here))
    elif action == 'whoelse':
        send(conn, action, reply=here)
    elif action == 'whoelsesince':
        start = time.time() - float(request['since'])
        send(conn, action, reply=[name for name in seen if name in online or since[name] > start])
    elif action == 'startprivate':
        why = 'USER_SELF' if user == me else 'USER_NOT_EXIST' if user not in accounts() else ''
        why = why or ('USER_BLOCKED' if me in blocks.get(user, set()) else '')
        if why or user not in online:
            return send(conn, action, reply=why or 'USER_OFFLINE')
        send(conn, action, reply='SUCCESS', address='127.0.0.1', port=online[user][1], username=user)
    else:
        send(conn, action, reply='Unknown action')


def hang_up(conn):
    conn.close()


def requests(conn):
    text = ''
    while data := conn.recv(1024):
        text = (text + data.decode('latin-1')).lstrip()
        while text:
            try:
                end = json.JSONDecoder().raw_decode(text)[1]
            except ValueError:
                break
            yield json.loads(text[:end].encode('latin-1'))
            text = text[end:].lstrip()


def client(conn):
    me = None
    try:
        for request in requests(conn):
            action = request.get('action')
            with lock:
                if action == 'login' and me is None:
                    name = request['username']
                    result = login(conn, name, request['password'], request.get('private_port'))
                    send(conn, action, status=result)
                    me = name if result == 'SUCCESS' else None
                    for sender, message in waiting.pop(me, []):
                        time.sleep(0.05)
                        send(conn, 'receive_message', **{'from': sender, 'message': message})
                elif action == 'logout':
                    send(conn, action, reply='logged out')
                    raise OSError
                elif me:
                    serve(conn, me, action, request)
                else:
                    send(conn, action, reply='You are not logged in')
    except (OSError, ValueError):
        pass
    with lock:
        if me:
            del online[me]
            since[me] = time.time()
            for other in online.values():
                send(other[0], 'logout_broadcast', **{'from': me, 'message': ''})
    hang_up(conn)


def main():
    listener = socket.create_server(('127.0.0.1', int(sys.argv[1])))
    while True:
        threading.Thread(target=client, args=(listener.accept()[0],), daemon=True).start()
