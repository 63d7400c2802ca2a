"""Puts a mutated module in the place of the running one, without a new process or a new import.

Functions get the mutated code, so every reference to them is mutated with it, closures and decorated ones included.
What runs at import is run again beside the module: rules register anew, defaults and constants that differ are put in
the place of the old ones.
"""

import ast
import gc
import sys
from collections.abc import Iterator
from types import CodeType, FunctionType, MappingProxyType, ModuleType
from typing import Any

from reporting.rules import RULES

Functions = dict[str, list[FunctionType]]  # file -> its living functions


def living_functions(files: set[str]) -> Functions:
    """Every function made from one of the files."""
    found: Functions = {file: [] for file in files}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename in files:
            found[thing.__code__.co_filename].append(thing)
    return found


def place_of(function: FunctionType) -> tuple[str, str]:
    """File and name of a function as its source names it."""
    return function.__code__.co_filename, function.__code__.co_qualname.replace(".<locals>", "")


def install(
    module: ModuleType, original: ast.Module, mutated: ast.Module, functions: Functions, *, at_import: bool
) -> None:
    """Replace the code of the module's functions; run what stands outside them again when that is what changed."""
    file = str(module.__file__)
    code = compile(mutated, file, "exec")
    new = {(part.co_qualname, part.co_firstlineno): part for part in _parts(code)}
    for function in functions[file]:
        key = (function.__code__.co_qualname, function.__code__.co_firstlineno)
        if key in new:
            function.__code__ = new[key]
    if at_import:
        before, after = _run(module, compile(original, file, "exec")), _run(module, code)
        _take_over(module, before, after)


def _parts(code: CodeType) -> Iterator[CodeType]:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield part
            yield from _parts(part)


def _run(module: ModuleType, code: CodeType) -> dict[str, Any]:
    for rule_id in [name for name, spec in RULES.items() if spec.evaluate.__module__ == module.__name__]:
        del RULES[rule_id]
    names = {name: vars(module)[name] for name in ("__name__", "__file__", "__package__")}
    exec(code, names)
    return names


def _take_over(module: ModuleType, before: dict[str, Any], after: dict[str, Any]) -> None:
    for name, value in after.items():
        old = vars(module).get(name)
        if isinstance(value, FunctionType) and isinstance(old, FunctionType):
            old.__defaults__, old.__kwdefaults__ = value.__defaults__, value.__kwdefaults__
            _share_closure(old, value)
        elif isinstance(value, type) and isinstance(old, type) and value.__module__ == module.__name__:
            for part, method in vars(value).items():
                if isinstance(method, FunctionType):
                    vars(old)[part].__defaults__ = method.__defaults__
                    vars(old)[part].__kwdefaults__ = method.__kwdefaults__
        elif not name.startswith("__") and not callable(value) and before[name] != value:
            _replace(name, old, value)


def _share_closure(old: FunctionType, new: FunctionType) -> None:
    """A decorated rule keeps its own answers; the functions in it have their code already."""
    for cell, other in zip(old.__closure__ or (), new.__closure__ or (), strict=True):
        if not isinstance(cell.cell_contents, FunctionType):
            cell.cell_contents = other.cell_contents


def _replace(name: str, old: Any, value: Any) -> None:
    """Tables are changed in place; anything else is bound anew wherever it was imported under its name."""
    table = gc.get_referents(old)[0] if isinstance(old, MappingProxyType) else old
    if isinstance(table, dict):
        table.clear()
        table.update(value)
        return
    for module in list(sys.modules.values()):
        if getattr(module, "__dict__", {}).get(name) is old:
            setattr(module, name, value)
