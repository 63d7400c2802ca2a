"""The mutations: every way in which one place of a rule could be wrong (docs/how-to.md, "Mutation test")."""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
}
MEMBERS = {"RED": ("AMBER",), "AMBER": ("RED", "GREEN"), "GREEN": ("AMBER",), "UNKNOWN": ("GREEN",), "NA": ("GREEN",)}
NAMES = {
    **{"any": "all", "all": "any", "min": "max", "max": "min"},
    **{"METRIC": "STATE", "STATE": "METRIC", "DEADLINE": "METRIC", "UP": "DOWN", "DOWN": "UP", "BETWEEN": "UP"},
    **{"grade_above": "grade_reaching", "grade_reaching": "grade_above"},
}
DIMENSIONS = ("TAL", "LAA", "ASI", "HOI", "HEN", "SOP")
# Options of a dataclass say how an object is made, not what is judged; evidence only names the link behind a finding.
LEFT_ALONE = {"dataclass", "field"}
WHOLE = (ast.Compare, ast.BoolOp, ast.BinOp, ast.UnaryOp, ast.Call, ast.IfExp, ast.keyword, ast.Return, ast.Assign)
NOT_JUDGED = {"annotation", "returns", "title", "explanation", "evidence"}


@dataclass(frozen=True)
class Mutant:
    """One change of one place; `apply` makes it in the parsed source."""

    module: str
    scope: str  # qualified name of the function; empty for what runs at import
    line: int
    change: str  # "old → new" as source
    apply: Callable[[], None]

    @property
    def name(self) -> str:
        """The name in the list of equivalents: without the line, so that it outlives other edits."""
        return f"{self.module.removeprefix('reporting.')}:{self.scope}: {self.change}"


def mutants(module: str, tree: ast.Module) -> Iterator[Mutant]:
    """Every mutant of a parsed module, in the order of the source."""
    yield from _below(module, tree, "")


def _below(module: str, parent: ast.AST, scope: str) -> Iterator[Mutant]:
    for field, value in ast.iter_fields(parent):
        if field in NOT_JUDGED or (isinstance(parent, ast.keyword) and parent.arg in NOT_JUDGED and field == "value"):
            continue
        inner = scope
        if isinstance(parent, ast.FunctionDef) and field == "body":
            inner = f"{scope}.{parent.name}" if scope else parent.name
        if isinstance(parent, ast.ClassDef) and field == "body":
            inner = f"{scope}.{parent.name}" if scope else parent.name
        nodes = value if isinstance(value, list) else [value]
        for position, node in enumerate(nodes):
            if not isinstance(node, ast.AST) or _is_left_alone(node):
                continue
            for new in _variants(parent, field, node):
                change, undo = (_change(value, parent, field, position, part) for part in (new, node))
                told = _told(parent, position, node, new, change, undo)
                yield Mutant(module, inner, getattr(node, "lineno", 0), told, change)
            yield from _below(module, node, inner)


def _change(value: object, parent: ast.AST, field: str, position: int, new: ast.AST) -> Callable[[], None]:
    def apply() -> None:
        if isinstance(value, list):
            value[position] = new
        else:
            setattr(parent, field, new)

    return apply


def _told(
    parent: ast.AST, position: int, old: ast.AST, new: ast.AST, change: Callable[[], None], undo: Callable[[], None]
) -> str:
    """The change as source; that of a single word with what it stands in, so that it is found again."""
    if isinstance(parent, ast.Dict):
        return f"{ast.unparse(parent.keys[position])}: {_source(old)} → {_source(new)}"  # type: ignore[arg-type]
    if not isinstance(old, ast.Constant | ast.Attribute | ast.Name) or not isinstance(parent, WHOLE):
        return f"{_source(old)} → {_source(new)}"
    before = _source(parent)
    change()
    after = _source(parent)
    undo()
    return f"{before} → {after}"


def _source(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())


def _is_left_alone(node: ast.AST) -> bool:
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in LEFT_ALONE
    return called or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def _variants(parent: ast.AST, field: str, node: ast.AST) -> Iterator[ast.AST]:
    if field == "test" or (field == "ifs" and isinstance(parent, ast.comprehension)):
        yield _like(node, ast.Constant(value=True))
        yield _like(node, ast.Constant(value=False))
    if isinstance(parent, ast.keyword):
        yield from _of_keyword(parent.arg or "", node)
    for new in _of_node(node):
        yield _like(node, new)


def _of_keyword(name: str, node: ast.AST) -> Iterator[ast.AST]:
    """The answers of a rule: fewer care models, another dimension, one condition less."""
    if isinstance(node, ast.Constant) and name in ("applies", "optional"):
        for letter in node.value:
            yield _like(node, ast.Constant(value=node.value.replace(letter, "")))
    if isinstance(node, ast.Constant) and name == "dimension":
        yield _like(node, ast.Constant(value=DIMENSIONS[DIMENSIONS.index(node.value) - 1]))
    if isinstance(node, ast.Tuple) and name in ("inputs", "profiles", "not_in_phases"):
        for left_out in node.elts:
            yield _like(node, ast.Tuple(elts=[item for item in node.elts if item is not left_out], ctx=ast.Load()))


def _of_node(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            for position, operator in enumerate(node.ops):
                for other in COMPARISONS[type(operator)]:
                    yield _with(node, ops=[*node.ops[:position], other(), *node.ops[position + 1 :]])
        case ast.BoolOp():
            yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
            for left_out in node.values:
                kept = [value for value in node.values if value is not left_out]
                yield kept[0] if len(kept) == 1 else _with(node, values=kept)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.BinOp() if type(node.op) in ARITHMETIC:
            yield _with(node, op=ARITHMETIC[type(node.op)]())
        case ast.Call(func=ast.Name(id="_D" | "Decimal"), args=[ast.Constant(value=str() as text)]):
            unit = Decimal(1).scaleb(Decimal(text).as_tuple().exponent)  # type: ignore[arg-type]
            for step in (unit, -unit):
                yield _with(node, args=[ast.Constant(value=str(Decimal(text) + step))])
        case ast.Constant(value=bool() as truth):
            yield ast.Constant(value=not truth)
        case ast.Constant(value=int() as number):
            yield ast.Constant(value=number + 1)
            yield ast.Constant(value=number - 1)
        case ast.Attribute(value=ast.Name(id="Level" | "Colour"), attr=member) if member in MEMBERS:
            for other_member in MEMBERS[member]:
                yield _with(node, attr=other_member)
        case ast.Name(id=name, ctx=ast.Load()) if name in NAMES:
            yield _with(node, id=NAMES[name])


def _with(node: ast.AST, **fields: object) -> ast.AST:
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _like(node: ast.AST, new: ast.AST) -> ast.AST:
    return ast.fix_missing_locations(ast.copy_location(new, node))
