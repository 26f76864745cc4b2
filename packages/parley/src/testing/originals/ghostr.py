"""What README.md of dialect-ghostr says, played by clients that know nothing else."""
import json
import socket
import sys

from naive import Ghostr, Lines, connect, expect

port, vu_port = int(sys.argv[1]), int(sys.argv[2])

hans = Ghostr(port)
expect(hans.ask(action='whoelse'), {'action': 'whoelse', 'reply': 'You are not logged in'})
expect(hans.login('hans', 'falcon*solo'), 'SUCCESS')
expect(Ghostr(port).login('hans', 'falcon*solo'), 'ALREADY_LOGGED_IN')
hans.send(action='logout')
expect(hans.read(), {'action': 'logout', 'reply': 'logged out'})
print('a new user')

hans = Ghostr(port)
expect(hans.login('hans', 'wrong'), 'INVALID_PASSWORD')
expect(hans.login('hans', 'wrong again'), 'INVALID_PASSWORD')
expect(hans.login('hans', 'falcon*solo'), 'SUCCESS')
print('two wrong passwords, then the right one')

for name in ('yoda', 'luke'):
    visitor = Ghostr(port)
    expect(visitor.login(name, f'{name} secret'), 'SUCCESS')
    expect(hans.read(), {'action': 'login_broadcast', 'from': name, 'message': ''})
    visitor.send(action='logout')
    expect(hans.read(), {'action': 'logout_broadcast', 'from': name, 'message': ''})
print('presence')

thief = Ghostr(port)
expect([thief.login('yoda', 'x') for _ in range(3)],
       ['INVALID_PASSWORD', 'INVALID_PASSWORD', 'INVALID_PASSWORD_BLOCKED'])
expect(thief.closed(), True)
expect(Ghostr(port).login('yoda', 'yoda secret'), 'BLOCKED')
print('locked out')

for n in range(5):
    expect(hans.ask(action='message', user='luke', message=f'while you were away {n}'),
           {'action': 'message', 'status': 'SUCCESS'})
private = socket.create_server(('127.0.0.1', 0))
luke = Ghostr(port)
expect(luke.login('luke', 'luke secret', private.getsockname()[1]), 'SUCCESS')
expect(hans.read()['action'], 'login_broadcast')
expect([luke.read()['message'] for _ in range(5)],
       [f'while you were away {n}' for n in range(5)])
print('five messages were waiting')

expect(hans.ask(action='message', user='luke', message='Hey Dude'),
       {'action': 'message', 'status': 'SUCCESS'})
expect(luke.read(), {'action': 'receive_message', 'from': 'hans', 'message': 'Hey Dude'})
expect(hans.ask(action='message', user='hans', message='me')['status'], 'MESSAGE_SELF')
expect(hans.ask(action='message', user='jabba', message='x')['status'], 'USER_NOT_EXIST')
print('messages')

bob = Lines(vu_port)
bob.send('HELLO-FROM bob')
expect(bob.until('HELLO'), 'HELLO bob')
expect(hans.read(), {'action': 'login_broadcast', 'from': 'bob', 'message': ''})
expect(luke.read(), {'action': 'login_broadcast', 'from': 'bob', 'message': ''})
expect(hans.ask(action='broadcast', message='hi all'),
       {'action': 'broadcast', 'n_sent': 2, 'n_blocked': 0})
expect(luke.read(), {'action': 'receive_broadcast', 'from': 'hans', 'message': 'hi all'})
expect(bob.until('DELIVERY'), 'DELIVERY hans hi all')
expect(hans.ask(action='whoelse'), {'action': 'whoelse', 'reply': ['luke', 'bob']})
expect(hans.ask(action='whoelsesince', since='100')['reply'], ['luke', 'bob', 'yoda'])
expect(hans.ask(action='whoelsesince', since='never')['reply'], [])
print('everyone')

expect(luke.ask(action='block', user='hans')['status'], 'SUCCESS')
expect(luke.ask(action='block', user='hans')['status'], 'USER_ALREADY_BLOCKED')
expect(luke.ask(action='block', user='luke')['status'], 'MESSAGE_SELF')
expect(hans.ask(action='message', user='luke', message='x')['status'], 'USER_BLOCKED')
expect(hans.ask(action='broadcast', message='hi'),
       {'action': 'broadcast', 'n_sent': 1, 'n_blocked': 1})
expect(bob.until('DELIVERY'), 'DELIVERY hans hi')
expect(hans.ask(action='startprivate', user='luke')['reply'], 'USER_BLOCKED')
expect(hans.ask(action='whoelse')['reply'], ['bob'])
expect(luke.ask(action='unblock', user='hans')['status'], 'SUCCESS')
expect(luke.ask(action='unblock', user='hans')['status'], 'USER_ALREADY_UNBLOCKED')
print('blocks')

expect(hans.ask(action='startprivate', user='hans')['reply'], 'USER_SELF')
expect(hans.ask(action='startprivate', user='jabba')['reply'], 'USER_NOT_EXIST')
expect(hans.ask(action='startprivate', user='yoda')['reply'], 'USER_OFFLINE')
found = hans.ask(action='startprivate', user='luke')
expect(found, {'action': 'startprivate', 'reply': 'SUCCESS', 'address': '127.0.0.1',
               'port': private.getsockname()[1], 'username': 'luke'})
call = connect(found['port'])
call.send(json.dumps({'from': 'hans', 'message': 'psst'}).encode())
expect(json.loads(private.accept()[0].recv(1024)), {'from': 'hans', 'message': 'psst'})
print('a private chat with a user of the same dialect')

found = hans.ask(action='startprivate', user='bob')
expect((found['reply'], found['username']), ('SUCCESS', 'bob'))
call = connect(found['port'])
call.send(json.dumps({'from': 'somebody', 'message': 'psst, bob'}).encode())
expect(bob.until('DELIVERY'), 'DELIVERY hans psst, bob')
print('a private chat with a user of another one')

expect(hans.ask(action='dance'), {'action': 'dance', 'reply': 'Unknown action'})
hans.send(action='logout')
expect(hans.read(), {'action': 'logout', 'reply': 'logged out'})
expect(hans.closed(), True)
print('gone')
