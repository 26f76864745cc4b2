# habit: an empty line after each message, and a prompt before each line that is typed
# driver: { "welcome": "[info] Login successful", "send": ["msg {text}"], "heard": "{from}: {text}" }
import base_client

base_client.show = lambda text: print(text + '\n\n> ', end='', flush=True)
base_client.main()
