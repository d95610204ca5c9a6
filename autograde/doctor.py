"""What works on this machine, what does not, and what to do about it."""

import platform
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[1]
_DISTRIBUTION = "ground-up"
_FREE_GIGABYTES = 1.0  # the full data takes 0.2 GB, and twice that while it is fetched
_EXTENSIONS = ("formgrader", "validate_assignment")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: `state` is ok, warn or fail, `remedy` what to do."""

    name: str
    state: str
    detail: str
    remedy: str = ""


def examine() -> list[Finding]:
    """Look at everything. A look that itself goes wrong becomes a finding."""
    return [finding for look in _LOOKS for finding in _safely(look)]


def _safely(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except Exception as error:
        first = (str(error).splitlines() or [""])[0]
        name = look.__name__.strip("_").replace("_", " ")
        remedy = "install the course anew: pip install -e . -c constraints.txt"
        yield Finding(name, "fail", f"{type(error).__name__}: {first}", remedy)


def _python() -> Iterator[Finding]:
    from packaging.specifiers import SpecifierSet

    wanted = metadata.metadata(_DISTRIBUTION)["Requires-Python"]
    fits = SpecifierSet(wanted).contains(platform.python_version())
    detail = f"{platform.python_version()} ({sys.executable})"
    remedy = "" if fits else f"make the environment with Python {wanted}"
    yield Finding("python", "ok" if fits else "fail", detail, remedy)


def _packages() -> Iterator[Finding]:
    """The packages that pyproject.toml names, against its ranges and the tested versions."""
    missing, unfit, optional, other, count = [], [], [], [], 0
    tested = _tested_versions()
    for requirement, needed in _requirements():
        count += 1
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            (missing if needed else optional).append(requirement.name)
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            unfit.append(f"{requirement.name} {version} (not {requirement.specifier})")
        elif tested.get(requirement.name, version) != version.partition("+")[0]:
            other.append(f"{requirement.name} {version} (tested {tested[requirement.name]})")
    if missing or unfit:
        detail = "; ".join([f"{name} is missing" for name in missing] + unfit)
        yield Finding("packages", "fail", detail, "pip install -e . -c constraints.txt")
        return
    detail = f"{count - len(optional)} of {count} there, in the ranges of pyproject.toml"
    if other:
        detail += f"; not the tested version: {', '.join(other)}"
    yield Finding("packages", "ok", detail)
    if optional:
        remedy = "pip install -e '.[instructor]' -c constraints.txt"
        detail = f"{', '.join(optional)} missing, which authors and instructors need"
        yield Finding("packages", "warn", detail, remedy)


def _requirements() -> Iterator[tuple["Requirement", bool]]:  # noqa: F821
    """What the course needs, and whether students need it too; developers' tools left out."""
    from packaging.requirements import Requirement

    for line in metadata.requires(_DISTRIBUTION) or []:
        requirement = Requirement(line)
        extra = re.search(r"extra == .(\w+)", str(requirement.marker or ""))
        if requirement.name != _DISTRIBUTION and (extra is None or extra[1] == "instructor"):
            yield requirement, extra is None


def _tested_versions() -> dict[str, str]:
    """constraints.txt as a mapping; empty where it is not at hand."""
    path = _CHECKOUT / "constraints.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    pairs = (line.split("==") for line in lines if line.count("==") == 1)
    return {name.strip(): version.strip() for name, version in pairs}


def _torch() -> Iterator[Finding]:
    import torch

    build = "CPU build"
    if torch.version.cuda or torch.version.hip:
        build = f"CUDA {torch.version.cuda}" if torch.version.cuda else f"ROCm {torch.version.hip}"
    yield Finding("torch", "ok", f"{torch.__version__} ({build})")


def _device() -> Iterator[Finding]:
    from course_lib.device import describe_devices, explain_no_gpu

    devices = describe_devices()
    detail = "; ".join(str(each) for each in devices)
    if all(each.device.type == "cpu" or each.problem for each in devices):
        detail += f". {explain_no_gpu()}"
    yield Finding("device", "ok", detail)


def _torchvision() -> Iterator[Finding]:
    from course_lib import vision

    status = vision.describe()
    works = status.state in ("healthy", "repaired")
    remedy = "" if works else "pip install --force-reinstall torchvision -c constraints.txt"
    yield Finding("torchvision", "ok" if works else "fail", str(status), remedy)


def _jupyter() -> Iterator[Finding]:
    versions = (
        f"jupyterlab {metadata.version('jupyterlab')}, nbgrader {metadata.version('nbgrader')}"
    )
    absent = [name for name in _EXTENSIONS if name not in _enabled_extensions()]
    if absent:
        remedy = "jupyter server extension enable --sys-prefix --py nbgrader"
        yield Finding("jupyter", "warn", f"{versions}; not enabled: {', '.join(absent)}", remedy)
    else:
        yield Finding("jupyter", "ok", f"{versions}; formgrader and Validate are enabled")


def _enabled_extensions() -> set[str]:
    """The last part of the name of each server extension that JupyterLab would load."""
    from jupyter_core.paths import jupyter_config_path
    from jupyter_server.extension.config import ExtensionConfigManager

    manager = ExtensionConfigManager(read_config_path=jupyter_config_path())
    found = manager.get_jpserver_extensions()
    return {name.rpartition(".")[2] for name, enabled in found.items() if enabled}


def _kernel() -> Iterator[Finding]:
    """Whether the kernel that notebooks name runs in this environment."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    remedy = f"{sys.executable} -m ipykernel install --sys-prefix"
    try:
        spec = KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        yield Finding("kernel", "fail", 'Jupyter knows no kernel "python3"', remedy)
        return
    program = Path(spec.argv[0])
    major, minor = sys.version_info[:2]
    # jupyter_client puts its own interpreter in the place of a bare "python".
    bare = spec.argv[0] in {"python", f"python{major}", f"python{major}.{minor}"}
    if bare or program.parent == Path(sys.executable).parent:
        yield Finding("kernel", "ok", f"python3 is this environment ({spec.resource_dir})")
    else:
        yield Finding("kernel", "fail", f"python3 runs {program}, another environment", remedy)


def _alembic() -> Iterator[Finding]:
    found = shutil.which("alembic")
    if found:
        yield Finding("alembic", "ok", f"{found}, which nbgrader calls to make a gradebook")
    else:
        detail = "the program was not found: nbgrader cannot make a gradebook"
        yield Finding("alembic", "fail", detail, "pip install --force-reinstall alembic")


def _data() -> Iterator[Finding]:
    from course_lib import data

    try:
        status = data.status()
    except data.DataError as error:
        yield Finding("data", "fail", str(error))
        return
    if status.embedded_state == "verified":
        yield Finding("data", "ok", f"in use: {status.source}; the embedded subset is verified")
    else:
        remedy = "git checkout course_lib/embedded"
        yield Finding("data", "fail", f"the embedded subset is {status.embedded_state}", remedy)
    yield _full_data(status)


def _full_data(status: "DataStatus") -> Finding:  # noqa: F821
    if status.cache_state == "verified":
        return Finding("full data", "ok", f"verified, {status.cache_detail}")
    state = "warn" if status.cache_state == "damaged" else "ok"
    if status.forced == "full":
        state = "fail"
    detail = status.cache_state
    if status.cache_state == "absent":
        detail += "; the lessons work with the embedded subset"
    return Finding("full data", state, detail, "course data fetch")


def _disk() -> Iterator[Finding]:
    from course_lib.data import DataError, cache

    try:
        folder = cache.cache_dir()
    except DataError:  # no home directory
        folder = Path.cwd()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free / 1e9
    enough = free >= _FREE_GIGABYTES
    remedy = "" if enough else "make room, or set GROUND_UP_CACHE to a folder on another disk"
    yield Finding("disk", "ok" if enough else "warn", f"{free:.1f} GB free at {folder}", remedy)


def _npm() -> Iterator[Finding]:
    found = shutil.which("npm")
    use = "a second source of the full data, where the official server cannot be reached"
    if found:
        yield Finding("npm", "ok", f"{found}, {use}")
    else:
        yield Finding("npm", "warn", f"not found; it is {use}", "install npm if you need it")


def _sandbox() -> Iterator[Finding]:
    """The layers between students' code and this machine."""
    from autograde.sandbox import layers

    for layer in layers.examine():
        detail = f"{layer.name}: {layer.detail}"
        if layer.required and not layer.works:
            detail += "; students' code cannot be graded safely here"
        yield Finding("sandbox", "ok" if layer.works else "warn", detail, layer.remedy)


_LOOKS = (
    _python,
    _packages,
    _torch,
    _device,
    _torchvision,
    _jupyter,
    _kernel,
    _alembic,
    _data,
    _disk,
    _npm,
    _sandbox,
)
