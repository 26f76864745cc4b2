# habit: splits each field into exactly two words at the colon; anything else ends the connection
import common


def field_of(text):
    key, value = text.strip().split(': ')
    return key, value


common.field_of = field_of
common.main()
