# fault: takes one read for one message, and its first fields alone
# breaks: ghostr-text-8.3
# driver: { "welcome": "Welcome", "send": ["@{to} {text}"], "list": ["/list"], "leave": ["/quit"], "heard": "{from}: {text}" }
import base_client


def messages():
    while data := base_client.sock.recv(1024):
        fields = {}
        for field in data.decode(errors='replace').split(';;')[:-1]:
            key, _, value = field.partition(': ')
            fields.setdefault(key, value)
        if base_client.LAST.get(fields.get('TYPE')) in fields:
            yield fields


base_client.messages = messages
base_client.main()
