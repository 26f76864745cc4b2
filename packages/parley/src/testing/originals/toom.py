"""What README.md of dialect-toom says, played by clients that know nothing else."""
import os
import re
import socket
import sys
import time
from datetime import datetime, timedelta

from naive import Lines, Toom, expect

port, llp_port, logs = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
STAMP = r'\d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d'


def stamp(text):
    return re.search(STAMP, text).group()


def shape(reply):
    return reply[0], re.sub(STAMP, 'TIME', reply[1])


for protocol in (2, 3, 4, 5):
    jess = Toom(port, protocol)
    expect(jess.ask('MSG', 'hi'), ('F', 'Please log in first.'))
    expect(jess.login('jess', 'wrong'), 'LOGIN-F')
    expect(jess.login('nobody', 'x'), 'LOGIN-N')
    expect(jess.login('jess', '123'), 'LOGIN-A')
    expect(jess.ask(''), ('', 'Error. Invalid command!'))
    expect(jess.ask('OUT'), ('OUT', 'Bye, jess!'))
    expect(jess.closed(), True)
print('protocols 2 to 5')

thief = Toom(port, 4)
expect([thief.login('yoda', 'x') for _ in range(3)], ['LOGIN-F', 'LOGIN-F', 'LOGIN-B'])
expect(thief.closed(), True)
thief = Toom(port, 4)
expect(thief.login('yoda', 'wise'), 'LOGIN-BB')
expect(thief.closed(), True)
print('locked out')


class User(Toom):
    """Logged in, with a UDP port of its own."""

    def __init__(self, name, password):
        super().__init__(port, 3)
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(('127.0.0.1', 0))
        self.udp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
        self.udp.settimeout(20)
        self.name = name
        expect(self.login(name, password), 'LOGIN-A')
        self.send('UDP_PORT', self.udp.getsockname()[1])

    def upload(self, name, data, address):
        sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sender.sendto(self.name.encode(), address)
        sender.sendto(f'{self.name}_{name}'.encode(), address)
        for at in range(0, len(data), 4096):
            sender.sendto(data[at:at + 4096], address)
            time.sleep(0.0005)


jess = User('jess', '123')
expect(shape(jess.ask('ATU')), ('ATU-N', 'No other active user.'))
begin = (datetime.now() - timedelta(seconds=1)).strftime('%d %b %Y %H:%M:%S')
first = jess.ask('MSG', 'Hello')
expect(shape(first), ('MSGACK', 'Message #1 posted at TIME.'))
expect(jess.ask('MSG', ''), ('F', 'Message body cannot be empty!'))
steve = User('steve', '456')
second = steve.ask('MSG', 'Hi, "all"; of you')
expect(shape(second), ('MSGACK', 'Message #2 posted at TIME.'))
expect(shape(jess.ask('RDM', begin)), ('RDM', '#1, jess: "Hello", posted at TIME.\n'
                                       '#2, steve: "Hi, "all"; of you", posted at TIME.'))
expect(jess.ask('RDM', 'yesterday')[0], 'RDM-F')
expect(jess.ask('RDM', '31 Foo 2026 10:00:00'),
       ('F', 'RDM failed! Please input valid timestamp format.'))
expect(jess.ask('RDM', '01 Jan 2100 00:00:00')[1], 'No new message since given timestamp')
print('posting and reading')

expect(jess.ask('EDT', f'#2 {stamp(second[1])} mine'),
       ('F', 'Permission failed, you are not the sender!'))
expect(jess.ask('EDT', 'x ' + stamp(first[1]) + ' mine'),
       ('F', 'Message number must be integer!'))
expect(jess.ask('EDT', '#9 ' + stamp(first[1]) + ' mine'), ('F', 'Message number invalid!'))
expect(jess.ask('EDT', '#1 01 Jan 2020 10:00:00 mine'),
       ('F', 'Timestamp is not matched for the given message number!'))
expect(jess.ask('EDT', '#1')[0], 'EDT-F')
edited = jess.ask('EDT', f'1 {stamp(first[1])} Hello again')
expect(shape(edited), ('EDT-ACK', 'Message #1 edited at TIME.'))
expect(shape(jess.ask('RDM', begin))[1].split('\n')[0],
       '#1, jess: "Hello again", edited at TIME.')
expect(jess.ask('DLT', '#1')[0], 'DLT-F')
expect(shape(jess.ask('DLT', f'#1 {stamp(edited[1])}')), ('ACK', 'Message #1 deleted at TIME.'))
expect(shape(steve.ask('RDM', begin)),
       ('RDM', '#1, steve: "Hi, "all"; of you", posted at TIME.\n'
               '[from server] jess edited message 1: Hello again\n'
               '[from server] jess deleted message 1'))
print('editing and deleting')

olivia = Lines(llp_port)
olivia.send('LOGIN olivia')
olivia.until('Hello olivia')
olivia.send('MESSAGE jess')
olivia.until('Send Message')
for line in ('good morning', 'XOXOXO'):
    olivia.send(line)
olivia.until('Message Delivered')
expect(shape(jess.ask('MSG', 'who is there?')),
       ('MSGACK', 'Message #2 posted at TIME.\n[from olivia] good morning'))
olivia.until('who is there?')
expect(shape(jess.ask('MSG', '@olivia good night')), ('MSGACK', 'Message to olivia sent at TIME.'))
olivia.until('good night')
print('messages to one')

users = {}
for line in jess.ask('ATU')[1].split('\n'):
    name, address, udp, since = line.split(', ')
    users[name] = (address, int(udp))
    expect(re.fullmatch(f'active since {STAMP}\\.', since) is not None, True)
expect(sorted(users), ['olivia', 'steve'])
expect(users['steve'], ('127.0.0.1', steve.udp.getsockname()[1]))

data = os.urandom(1_000_000)
jess.upload('clip.mp4', data, users['steve'])
expect(steve.udp.recv(5000), b'jess')
expect(steve.udp.recv(5000), b'jess_clip.mp4')
got = b''
while len(got) < len(data):
    got += steve.udp.recv(5000)
expect(got == data, True)
print('a file to a user of the same dialect')

jess.upload('clip.mp4', data, users['olivia'])
told = olivia.until('jess sent you')
expect(re.sub('as .*', 'as ID', told),
       '> jess sent you clip.mp4 (1000000 bytes): kept on the server as ID')
print('a file to a user of another one')

second_jess = User('jess', '123')
with open(os.path.join(logs, 'messagelog.txt')) as log:
    lines = [line.rstrip('\n') for line in log]
expect([re.sub(STAMP, 'TIME', line) for line in lines],
       ['1; TIME; steve; Hi, "all"; of you; no', '2; TIME; jess; who is there?; no'])
expect(jess.ask('OUT'), ('OUT', 'Bye, jess!'))
print('gone')
