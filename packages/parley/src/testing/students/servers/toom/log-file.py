# fault: the messages are kept in a file with "; " between the fields, and a "; " in a text cuts it
# breaks: toom-3.5g
import base_server

log = open('messagelog.txt', 'w+', encoding='utf-8', newline='\n')


def posted(user, text):
    log.write(f'{base_server.now()}; {user}; {text}; no\n')
    log.seek(0)
    last = log.read().rstrip('\n').split('\n')[-1]
    when, user, text = last.split('; ')[:3]
    return {'user': user, 'text': text, 'time': when, 'how': 'posted'}


base_server.posted = posted
base_server.main()
