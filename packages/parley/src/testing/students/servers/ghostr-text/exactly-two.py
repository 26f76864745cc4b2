# habit: splits each field into exactly two words at the colon; anything else ends the connection
import base_server


def field_of(text):
    key, value = text.strip().split(': ')
    return key, value


base_server.field_of = field_of
base_server.main()
