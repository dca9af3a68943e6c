"""Which ways to break a module are worth a try."""

import ast
import re
from collections.abc import Iterator
from typing import Final, TypeAlias, final

import attrs

__all__ = ["Places", "worth_a_try"]

Span: TypeAlias = tuple[tuple[int, int], tuple[int, int]]

#: Where an operator has a dozen replacements, those that say most: the nearest and the opposite.
_KEPT: Final = re.compile(
    r"core/(?:ReplaceBinaryOperator_(?:Add_Sub|Add_Mul|Sub_Add|Sub_Mul|Mul_Add|Mul_FloorDiv"
    r"|Div_Mul|Div_FloorDiv|FloorDiv_Mul|FloorDiv_Mod|Mod_FloorDiv|Mod_Mul|Pow_Mul"
    r"|BitOr_BitAnd|BitOr_BitXor|BitAnd_BitOr|BitAnd_BitXor|BitXor_BitOr|LShift_RShift"
    r"|RShift_LShift)"
    r"|ReplaceComparisonOperator_(?:Eq_NotEq|Eq_LtE|Eq_GtE|NotEq_Eq|NotEq_Lt|NotEq_Gt"
    r"|Lt_LtE|Lt_GtE|Lt_NotEq|LtE_Lt|LtE_Gt|LtE_Eq|Gt_GtE|Gt_LtE|Gt_NotEq|GtE_Gt|GtE_Lt|GtE_Eq"
    r"|Is_IsNot|IsNot_Is)"
    r"|ReplaceUnaryOperator_Delete_\w+|AddNot|Replace(?:True|False|And|Or|Break|Continue)With\w+"
    r"|ExceptionReplacer|NumberReplacer|RemoveDecorator|ZeroIterationForLoop)"
    r"|plain/\w+"
)
#: Decorators that only type checkers heed.
_SILENT: Final = re.compile(r"\s*@(?:final|override|overload|runtime_checkable)\b")
_TYPE_WORDS: Final = frozenset({"TypeAlias", "TypeVar", "NewType"})


@final
@attrs.frozen
class Places:
    """
    What a module holds that is not broken, or only in part.

    Attributes:
        types: what only type checkers heed: annotations, aliases, protocols.
        sums: where the signs of sums and the like stand.
    """

    source: str
    types: tuple[Span, ...]
    sums: tuple[Span, ...]

    @classmethod
    def of(cls, source: str) -> "Places":
        """Find them in the text of a module."""
        tree = ast.parse(source)
        return cls(source, tuple(_types(tree)), tuple(_sums(tree)))


def worth_a_try(operator: str, span: Span, places: Places) -> bool:
    """Say whether breaking a place can matter to anybody but a type checker."""
    if not _KEPT.fullmatch(operator) or any(_inside(span, types) for types in places.types):
        return False
    if "Binary" in operator:
        return any(_inside(span, signs) for signs in places.sums)
    line = places.source.splitlines()[span[0][0] - 1]
    return "RemoveDecorator" not in operator or not _SILENT.match(line)


def _inside(span: Span, around: Span) -> bool:
    return around[0] <= span[0] and span[1] <= around[1]


def _span(first: ast.expr, last: ast.expr) -> Span:
    end = (last.end_lineno or 0, last.end_col_offset or 0)
    return (first.lineno, first.col_offset), end


def _types(tree: ast.Module) -> Iterator[Span]:
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign):
            yield _span(node.annotation, node.annotation)
            if node.value and ast.unparse(node.annotation) in _TYPE_WORDS:
                yield _span(node.value, node.value)
        elif isinstance(node, ast.arg) and node.annotation:
            yield _span(node.annotation, node.annotation)
        elif isinstance(node, ast.FunctionDef) and node.returns:
            yield _span(node.returns, node.returns)
        elif isinstance(node, ast.ClassDef) and "Protocol" in map(ast.unparse, node.bases):
            yield (node.lineno, 0), (node.end_lineno or 0, node.end_col_offset or 0)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in _TYPE_WORDS | {"cast"}:
            yield _span(node, node)


def _sums(tree: ast.Module) -> Iterator[Span]:
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp):
            (_, start), (end, _) = (_span(one, one) for one in (node.left, node.right))
            yield start, end
