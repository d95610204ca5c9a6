"""What a template imports, so that none of its kernels has to."""

import contextlib
import importlib
import inspect
import io
import pkgutil

# After course_lib, which makes torchvision importable beside a CPU build of torch. The first
# optimizer of torch imports torch._dynamo. Nothing of matplotlib_inline is here: it ties itself to
# IPython's shell as it is imported, and a template has none.
_LIBRARIES = (
    "numpy",
    "torch",
    "torch._dynamo",
    "torchvision",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "tqdm.auto",
)
# What ipykernel and IPython import only as a kernel starts or runs its first cell.
_OF_A_STARTING_KERNEL = (
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "ipykernel.subshell_manager",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.debugger_backport",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "faulthandler",
    "psutil",
    "sqlite3",
    "tornado.platform.asyncio",
)


def preload() -> None:
    """Import, and read, everything that a kernel is likely to need. Runs no operation of torch."""
    course_lib = importlib.import_module("course_lib")
    modules = pkgutil.walk_packages(course_lib.__path__, "course_lib.")
    for name in (*_OF_A_STARTING_KERNEL, *_LIBRARIES, *(module.name for module in modules)):
        importlib.import_module(name)
    _read_data()
    _draw()
    # It looks up the file of every imported module, for the first traceback of every kernel.
    inspect.getmodule(inspect.currentframe())
    with contextlib.suppress(ImportError):  # it needs a library of instructors' installations
        importlib.import_module("autograde.sandbox.entry")


def _read_data() -> None:
    """Decode the embedded images: a fifth of a second in every kernel that uses them."""
    from course_lib import data

    with contextlib.suppress(data.DataError):  # the kernel that wants them will say it
        data.load_cifar10("embedded", say=False)


def _draw() -> None:
    """Draw a picture, for which matplotlib loads its fonts."""
    from matplotlib.figure import Figure

    figure = Figure(layout="constrained")
    figure.subplots().set_title("0123456789")
    figure.savefig(io.BytesIO(), format="png")
