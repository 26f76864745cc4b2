# habit: asyncio streams, readline with the limit raised
import asyncio, re, sys

online = {}
BAD = re.compile(r'[ ,!@#$%^&*]|^$')


async def talk(reader, writer):
    def say(text):
        writer.write(f'{text}\n'.encode())

    me = None
    try:
        while line := await reader.readline():
            if not line.endswith(b'\n'):
                break
            word, _, rest = line[:-1].decode('utf-8', 'replace').partition(' ')
            if me is None and word == 'HELLO-FROM':
                name = rest.rstrip(' ')
                if BAD.search(name):
                    say('BAD-RQST-BODY')
                elif name in online:
                    say('IN-USE')
                else:
                    me = name
                    online[me] = writer
                    say(f'HELLO {me}')
            elif me is None or word not in ('SEND', 'LIST'):
                say('BAD-RQST-HDR')
            elif word == 'LIST':
                say('BAD-RQST-BODY' if line != b'LIST\n' else f'LIST-OK {",".join(online)}')
            elif match := re.fullmatch(r' *([^ ]+) (.*[^ ].*)', rest, re.DOTALL):
                to, text = match.groups()
                if to in online:
                    online[to].write(f'DELIVERY {me} {text}\n'.encode())
                say('SEND-OK' if to in online else 'BAD-DEST-USER')
            else:
                say('BAD-RQST-BODY')
            await writer.drain()
    except (ConnectionError, ValueError):
        pass
    finally:
        online.pop(me, None)
        writer.close()


async def main():
    server = await asyncio.start_server(talk, '127.0.0.1', int(sys.argv[1]), limit=1 << 22)
    async with server:
        await server.serve_forever()


asyncio.run(main())
