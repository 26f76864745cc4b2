# habit: an empty line after each text that it shows
import common

common.show = lambda text: print(text + '\n', flush=True)
common.main()
