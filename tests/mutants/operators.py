"""Ways to break code that cosmic-ray does not have: it knows operators, numbers and conditions."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Final, TypeAlias

__all__ = ["OPERATORS"]

#: A node of a syntax tree of parso, which comes without types.
Node: TypeAlias = Any
Place: TypeAlias = tuple[tuple[int, int], tuple[int, int]]

#: What has an effect as a statement of its own.
_EFFECTS: Final = frozenset({"atom_expr", "power", "raise_stmt", "yield_expr"})


class _Operator:
    """What cosmic-ray asks an operator for: the places, and the node with one of them broken."""

    @classmethod
    def arguments(cls) -> tuple[()]:
        """Return what the operator must be told: nothing."""
        return ()

    def mutation_positions(self, node: Node) -> Iterator[Place]:
        """Yield the places in a node, not below it."""
        raise NotImplementedError

    def mutate(self, node: Node, index: int) -> Node:
        """Return a node broken at its place of this number."""
        raise NotImplementedError


def _parse(text: str) -> Node:
    return import_module("parso").parse(text)


def _text(node: Node, text: str) -> Node:
    """Return a node of another text that stands where a node stood."""
    return _parse(node.get_first_leaf().prefix + text)


class DropStatement(_Operator):
    """Leave a call, a yield or a raise out that stands as a statement of its own."""

    def mutation_positions(self, node: Node) -> Iterator[Place]:
        """Yield the statement."""
        if node.type in _EFFECTS and node.parent.type == "simple_stmt":
            yield node.start_pos, node.end_pos

    def mutate(self, node: Node, index: int) -> Node:  # noqa: ARG002 - there is one place
        """Return ``pass``."""
        return _text(node, "pass")


class ReturnNothing(_Operator):
    """Return None and not what was found."""

    def mutation_positions(self, node: Node) -> Iterator[Place]:
        """Yield a return of something else than None."""
        if node.type == "return_stmt" and node.children[1].get_code(include_prefix=False) != "None":
            yield node.start_pos, node.end_pos

    def mutate(self, node: Node, index: int) -> Node:  # noqa: ARG002 - there is one place
        """Return a return of None."""
        return _text(node, "return None")


class DropArgument(_Operator):
    """Leave one argument of a call out, where there are several."""

    def mutation_positions(self, node: Node) -> Iterator[Place]:
        """Yield the arguments."""
        if node.type == "arglist" and node.parent.type == "trailer":
            for argument in node.children[::2]:
                yield argument.start_pos, argument.end_pos

    def mutate(self, node: Node, index: int) -> Node:
        """Return the other arguments."""
        kept = [one.get_code() for one in node.children[::2]]
        return _parse(",".join(kept[:index] + kept[index + 1 :]))


class DropCondition(_Operator):
    """Let a comprehension keep all that it goes through."""

    def mutation_positions(self, node: Node) -> Iterator[Place]:
        """Yield the condition."""
        if node.type == "comp_if":
            yield node.start_pos, node.end_pos

    def mutate(self, node: Node, index: int) -> Node:  # noqa: ARG002 - there is one place
        """Return a condition that always holds."""
        return _text(node, "if True")


#: The operators by their names, as cosmic-ray takes them.
OPERATORS: Final[Mapping[str, type[_Operator]]] = {
    operator.__name__: operator
    for operator in (DropStatement, ReturnNothing, DropArgument, DropCondition)
}
