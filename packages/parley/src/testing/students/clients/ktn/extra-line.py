# habit: an empty line after each message, and a prompt before each line that is typed
# driver: { "welcome": "[info] Login successful", "send": ["msg {text}"], "heard": "{from}: {text}" }
import common

common.show = lambda text: print(text + '\n\n> ', end='', flush=True)
common.main()
