"""What a sandboxed kernel may see and use."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Policy:
    """The rules for one kernel; plain data, so that it travels to the process that obeys it.

    `workspace` is the folder whose files the kernel finds in its working directory, a private
    copy; `sockets` the folder of its connection file and its Unix sockets; `readable` further
    paths that it may read, such as the data; `hidden` folders that stay empty even where they lie
    in something readable. `gpu` lets it use the machine's GPUs.

    `memory_bytes` bounds the address space of each process, `processes` how many processes and
    threads there are, `cpu_seconds` the CPU time of each process, `open_files` and `file_bytes`
    what each may open and write. `workspace_bytes`, `tmp_bytes` and `shared_memory_bytes` are the
    sizes of the working directory, of /tmp and of /dev/shm, which live in memory; each holds at
    most `files` files and folders. Of what the code wrote into its working directory at most
    `written_bytes` in `written_files` files are kept.

    Where a superuser grades, each kernel has a user id of its own: `first_uid` and the id of its
    process.
    """

    workspace: str
    sockets: str
    readable: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    gpu: bool = False
    memory_bytes: int = 8 * 2**30
    processes: int = 256
    cpu_seconds: int = 3600
    open_files: int = 1024
    file_bytes: int = 256 * 2**20
    workspace_bytes: int = 512 * 2**20
    tmp_bytes: int = 512 * 2**20
    shared_memory_bytes: int = 512 * 2**20
    files: int = 16384
    written_bytes: int = 20_000_000
    written_files: int = 1000
    first_uid: int = 0x70000000  # above this, systemd's table of user ids has none in use

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Policy":
        """Read what `to_json` made. Raises TypeError or ValueError for anything else."""
        fields = json.loads(text)
        folders = {name: tuple(fields[name]) for name in ("readable", "hidden")}
        return cls(**{**fields, **folders})
