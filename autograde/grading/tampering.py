"""Code that reaches for the machinery around it: worth a look, and no proof of anything.

Nothing here costs points. A sealed check's verdict does not rest on what the student's process
says about itself; but an instructor may want to know who has tried. Whoever hides it well is not
found.
"""

import ast
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping

from nbformat.notebooknode import NotebookNode

from autograde.grading.key import NotebookKey
from autograde.grading.sanitise import grade_id_of

_MAX_SOURCE = 1_000_000  # characters; more than any notebook's code has
_MAX_REMARKS = 10

# What occurs nowhere in an answer to an exercise, and what it is a part of.
_WORDS: Mapping[str, str] = {
    r"input_transformers?\w*|ast_transformers|transform_cell": "how IPython reads cells",
    r"(?:pre|post)_(?:run_cell|execute)|set_custom_exc|_?showtraceback|displayhook|display_pub"
    r"|display_formatter|excepthook|_render_traceback_": "how IPython shows results and errors",
    r"iopub_\w+|shell_stream|execute_(?:reply|result|request)|do_execute|ipykernel|session\.send"
    r"|kernel-\w+\.json|get_connection_(?:file|info)": "the kernel's messages",
    r"course_lib\.(?:probe|evidence|expect)\.\w+\s*=[^=]|(?:run|publish)_probe|publish_display_data"
    r"|x-ground-up-evidence": "course_lib.probe and its evidence",
    r"settrace|setprofile|_getframe|sys\.monitoring|f_(?:back|globals|locals)|get_referrers"
    r"|gc\.get_objects|co_consts|co_code": "frames, traces and objects of other code",
    r"sys\.modules\[[^\]\n]*\]\s*=(?!=)|sys\.meta_path|__builtins__": "modules and builtins",
    r"atexit|os\.(?:fork|kill|setsid)|signal\.\w+|interrupt_main|ctypes"
    r"|/proc/": "processes and signals",
    r"autograde|grade_in_namespace|HIDDEN TESTS|nbgrader|NBGRADER_EXECUTION|GROUND_UP_\w+"
    r"|gradebook": "the grader",
}
_PATTERNS = [(re.compile(rf"(?<!\w)(?:{words})"), part) for words, part in _WORDS.items()]
# Functions of these are replaced by no exercise.
_MODULES = ("builtins", "course_lib", "json", "math", "numpy", "torch", "unittest", "IPython")
_SETTINGS = ("torch.backends",)


def tampering(notebook: NotebookNode, key: NotebookKey, files: Mapping[str, bytes]) -> list[str]:
    """Remarks on the student's own code in a sanitised notebook, and in their modules.

    What the instructor wrote is left out: locked cells, and what was released.
    """
    sources = []
    for number, cell in enumerate(notebook.cells, start=1):
        source_cell = key.by_id.get(grade_id_of(cell) or "")
        own = source_cell is None or not (
            source_cell.locked or cell.source.strip() == source_cell.released.strip()
        )
        if own and cell.cell_type == "code":
            sources.append((f"{key.name}.ipynb, cell {number}", cell.source))
    for name, data in files.items():
        if name.endswith(".py"):
            sources.append((name, data[:_MAX_SOURCE].decode("utf-8", "replace")))
    remarks = [
        f"tampering: {where} touches {part}"
        for where, source in sources
        for part in dict.fromkeys(_touched(source[:_MAX_SOURCE]))
    ]
    return remarks[:_MAX_REMARKS]


def _touched(source: str) -> Iterator[str]:
    """The parts of the machinery that some code mentions or replaces."""
    yield from (part for pattern, part in _PATTERNS if pattern.search(source))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # magics, or no code at all
        return
    nodes = list(ast.walk(tree))
    modules = dict(_imported(nodes))
    for node in nodes:
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.Delete)):
            targets = [node.target] if isinstance(node, ast.AugAssign) else node.targets
            yield from _replaced(targets, modules)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("setattr", "delattr"):
            yield from _replaced([ast.Attribute(each, "") for each in node.args[:1]], modules)
        elif isinstance(node, ast.FunctionDef) and node.name == "__eq__" and _says_yes(node):
            yield "equality: an object that equals everything"


def _imported(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, str]]:
    """The names that stand for modules, with the modules."""
    yield from ((name, name) for name in _MODULES)
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.partition(".")[0]
                yield name, alias.name if alias.asname else name
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((alias.asname or alias.name, node.module) for alias in node.names)


def _replaced(targets: Iterable[ast.AST], modules: Mapping[str, str]) -> Iterator[str]:
    for target in targets:
        if isinstance(target, ast.Attribute):
            root, *rest = ast.unparse(target.value).split(".")
            path = ".".join([modules.get(root, ""), *rest])
            if path.partition(".")[0] in _MODULES and not path.startswith(_SETTINGS):
                yield f"{path}: replaces a part of it"


def _says_yes(function: ast.FunctionDef) -> bool:
    last = function.body[-1]
    return isinstance(last, ast.Return) and getattr(last.value, "value", None) is True
