"""The small faults that are put into a module, one at a time: what a slip of the hand would make of it."""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
FALSE = frozenset({"None", "False"})  # what is as good as nothing
SHOWN = 100  # characters of a fault
SIMPLE = (ast.Expr, ast.Assign, ast.AugAssign)


@dataclass(frozen=True, slots=True, eq=False)
class Mutant:
    """A module with one fault: the whole of it, what was there, and what is there now."""

    tree: ast.Module
    node: ast.AST
    changed: ast.AST

    @property
    def line(self) -> int:
        """The line of the fault."""
        return getattr(self.node, "lineno", 0)

    @property
    def told(self) -> str:
        """What was there and what is there now, in short."""
        return f"{ast.unparse(self.node)[:SHOWN]!r} -> {ast.unparse(self.changed)[:SHOWN]!r}"

    @property
    def source(self) -> str:
        """The module with the fault in it."""
        node, changed = self.node, self.changed

        class Swap(ast.NodeTransformer):
            def visit(self, at: ast.AST) -> ast.AST:
                return ast.copy_location(changed, at) if at is node else super().visit(at)

        # The tree is copied around the node, so that the node itself is still found by identity.
        whole: ast.AST = Swap().visit(copy.deepcopy(self.tree, {id(node): node}))
        return ast.unparse(ast.fix_missing_locations(whole)) + "\n"


def mutants(source: str) -> Iterator[Mutant]:
    """Every fault that can be put into a module, in the order of its text; types and docstrings are left alone."""
    tree = ast.parse(source)
    return (Mutant(tree, node, changed) for node in _live(tree) for changed in _changes(node))


def _live(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that do something, in order: no annotations, no docstrings, nothing only for type checkers."""
    for name, value in ast.iter_fields(tree):
        if name in {"annotation", "returns", "type_comment", "decorator_list"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_idle(child):
                yield child
                yield from _live(child)


def _is_idle(node: ast.AST) -> bool:
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    is_guard = isinstance(node, ast.keyword) and node.arg == "strict"  # of zip: it stops what nothing does
    for_types = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    return is_text or is_guard or for_types or isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.expr):
        yield from _expressions(node)
    elif isinstance(node, ast.stmt):
        yield from _statements(node)


def _expressions(node: ast.expr) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for operator in COMPARISONS.get(type(node.ops[0]), ()):
            yield ast.Compare(node.left, [operator()], node.comparators)
    elif isinstance(node, ast.Compare):
        yield ast.Compare(node.left, node.ops[:1], node.comparators[:1])
    elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        yield ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield ast.BoolOp(other, node.values)
        for left_out in range(len(node.values)):
            rest = [value for n, value in enumerate(node.values) if n != left_out]
            yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    elif isinstance(node, ast.Constant):
        yield from _constants(node.value)


def _constants(value: object) -> Iterator[ast.AST]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1)
    elif isinstance(value, float):
        yield ast.Constant(value * 2)
    elif isinstance(value, str):
        yield ast.Constant("" if value else "other")


def _statements(node: ast.stmt) -> Iterator[ast.AST]:
    if isinstance(node, ast.If | ast.While):
        negated = ast.UnaryOp(ast.Not(), node.test)
        yield type(node)(negated, node.body, node.orelse)
    if isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) not in FALSE:
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Continue):
        yield ast.Break()
    elif isinstance(node, ast.Break):
        yield ast.Continue()
    elif isinstance(node, SIMPLE) and not _declares(node):
        yield ast.Pass()


def _declares(node: ast.stmt) -> bool:
    """Whether a statement gives a name its only value, so that without it nothing would run."""
    return isinstance(node, ast.Assign) and all(isinstance(target, ast.Name) for target in node.targets)
