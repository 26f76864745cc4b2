# fault: takes one read for one message, and its first fields alone
# breaks: ghostr-text-8.3
# driver: { "welcome": "Welcome", "send": ["@{to} {text}"], "list": ["/list"], "leave": ["/quit"], "heard": "{from}: {text}" }
import common


def messages():
    while data := common.sock.recv(1024):
        fields = {}
        for field in data.decode(errors='replace').split(';;')[:-1]:
            key, _, value = field.partition(': ')
            fields.setdefault(key, value)
        if common.LAST.get(fields.get('TYPE')) in fields:
            yield fields


common.messages = messages
common.main()
