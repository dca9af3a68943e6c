"""Arrow columns in, columns of plain values out, each distinct value made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from orgchart.io.parquet.files import TYPES, Foreign, pa, pc
from orgchart.io.tables import Form, trimmed
from orgchart.store.coded import Coded

__all__ = ["absent", "alike", "as_texts", "fits", "plain"]


def fits(form: Form, type_: Foreign, *, is_end: bool) -> bool:
    """
    Say whether a column of an Arrow type can hold what a form needs.

    Args:
        form: the form.
        type_: the Arrow type.
        is_end: whether dates are as good as texts.
    """
    kind = type_.value_type if pa.types.is_dictionary(type_) else type_
    if pa.types.is_null(kind):
        return True
    if is_end and pa.types.is_date(kind):
        return True
    return _FITS[form](kind)


def _is_text(type_: Foreign) -> bool:
    test = pa.types
    return bool(test.is_string(type_) or test.is_large_string(type_) or test.is_string_view(type_))


def _is_whole(type_: Foreign) -> bool:
    return bool(pa.types.is_integer(type_))


def _is_list(type_: Foreign) -> bool:
    return bool(pa.types.is_list(type_) or pa.types.is_large_list(type_))


def _is_list_of_texts(type_: Foreign) -> bool:
    return _is_list(type_) and _is_text(type_.value_type)


def _is_list_of(form: Form) -> Callable[[Foreign], bool]:
    known = {field.name for field in TYPES[form].value_type}

    def is_such(type_: Foreign) -> bool:
        if not _is_list(type_) or not pa.types.is_struct(type_.value_type):
            return False
        fields = list(type_.value_type)
        return {field.name for field in fields} <= known and all(
            _is_text(field.type) or pa.types.is_null(field.type) for field in fields
        )

    return is_such


#: What columns of all files become before they are put together.
_ALIKE: Final[Mapping[Form, Foreign]] = {
    **TYPES,
    Form.TEXT: pa.dictionary(pa.int32(), pa.string()),
    Form.WHOLE: pa.dictionary(pa.int32(), pa.int64()),
}

_FITS: Final[Mapping[Form, Callable[[Foreign], bool]]] = {
    Form.TEXT: _is_text,
    Form.WHOLE: _is_whole,
    Form.TEXTS: _is_list_of(Form.TEXTS),
    Form.NAMES: _is_list_of_texts,
    Form.SOURCES: _is_list_of(Form.SOURCES),
}


def as_texts(column: Foreign) -> Foreign | None:
    """Return a column of scalar values as texts; None where it holds something else."""
    type_ = column.type
    if pa.types.is_dictionary(type_):
        column, type_ = column.cast(type_.value_type), type_.value_type
    if pa.types.is_nested(type_) or pa.types.is_binary(type_) or pa.types.is_large_binary(type_):
        return None
    try:
        return column.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return None


def alike(form: Form, column: Foreign) -> Foreign:
    """
    Return the chunks of a column that fits a form, all of one type whatever the file has.

    Raises:
        pa.ArrowException: a value does not fit.
    """
    type_ = column.type
    if pa.types.is_null(type_):
        return pa.chunked_array([pa.nulls(len(column), _ALIKE[form])])
    if form in _ITEMS:
        return column if type_ == TYPES[form] else _rebuilt(form, column)
    if type_ == _ALIKE[form]:
        return column
    if pa.types.is_dictionary(type_):
        column = column.cast(type_.value_type)
    return column.cast(_ALIKE[form].value_type).dictionary_encode()


def _rebuilt(form: Form, column: Foreign) -> Foreign:
    chunks: list[Foreign] = []
    for chunk in column.chunks:
        lengths = _numbers(pc.list_value_length(chunk), 0)
        items = pc.list_flatten(chunk)
        kind = TYPES[form].value_type
        if pa.types.is_struct(kind):
            given = {
                field.name: leaf.cast(pa.string())
                for field, leaf in zip(items.type, items.flatten(), strict=True)
            }
            missing = pa.nulls(len(items), pa.string())
            leaves = [given.get(field.name, missing) for field in kind]
            items = pa.StructArray.from_arrays(leaves, fields=list(kind))
        else:
            items = items.cast(kind)
        offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        chunks.append(pa.ListArray.from_arrays(pa.array(offsets), items, type=TYPES[form]))
    return pa.chunked_array(chunks, TYPES[form])


def absent(name: str, form: Form, size: int) -> Foreign:
    """Return the chunks of a column that a file leaves out: of what stands for the default."""
    if name == "seats":
        return pa.chunked_array([pa.repeat(pa.scalar(1, pa.int64()), size).dictionary_encode()])
    return pa.chunked_array([pa.nulls(size, _ALIKE[form])])


def plain(name: str, form: Form, chunks: Sequence[Foreign]) -> Coded:
    """
    Return a column of plain values, as the other formats have them.

    Args:
        name: the field.
        form: what the column holds.
        chunks: Arrow columns that `alike` made.

    Returns:
        The column; texts by key are tables, citations ids or tables, a null is None.

    Raises:
        pa.ArrowException: the file is damaged.
        UnicodeDecodeError: a text is not UTF-8.
    """
    column = pa.chunked_array([chunk for part in chunks for chunk in part.chunks], _ALIKE[form])
    if column.null_count == len(column):
        return Coded.constant("open" if name == "seats" else None)
    if form in _ITEMS:
        return _lists(column, _ITEMS[form])
    found = _scalars(column)
    if name == "seats":
        # Left out, it would be the default of one seat.
        return found.each(lambda value: "open" if value is None else value)
    return found


def _scalars(column: Foreign) -> Coded:
    array = _whole(column.unify_dictionaries())
    values: list[object] = array.dictionary.to_pylist()
    codes = _numbers(array.indices, len(values))
    return trimmed([*values, None], codes.astype(np.int32))


def _numbers(array: Foreign, missing: int) -> npt.NDArray[np.int64]:
    """
    Return whole numbers, with one for those that are missing.

    By way of the buffers: `to_numpy` and `fill_null` load pandas, where there is one.
    """
    kind = np.dtype(f"i{array.type.bit_width // 8}")
    size, begin = len(array), array.offset * array.type.bit_width // 8
    found = np.frombuffer(array.buffers()[1] or b"", kind, size, begin).astype(np.int64)
    if array.null_count:
        found[_numbers(array.is_null().cast(pa.int8()), 0) > 0] = missing
    return found


def _whole(column: Foreign) -> Foreign:
    """Return a column as one array."""
    if isinstance(column, pa.ChunkedArray):
        column = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    return column


# lists: each distinct one is found by whole numbers, and made once


def _lists(column: Foreign, made: Callable[[list[Any]], object]) -> Coded:
    array = _whole(column)
    lengths = _numbers(pc.list_value_length(array), 0)
    if not lengths.any():
        return Coded.constant(None)
    items = _codes(pc.list_flatten(array))
    first = np.cumsum(lengths) - lengths
    codes = np.zeros(len(lengths), dtype=np.int32)
    kept: list[int] = []
    for length in np.unique(lengths[lengths > 0]).tolist():
        rows = np.flatnonzero(lengths == length)
        found = np.zeros(len(rows), dtype=np.int64)
        for place in range(length):
            found = _paired(found, items[first[rows] + place])
        _, examples, inverse = np.unique(found, return_index=True, return_inverse=True)
        codes[rows] = inverse + 1 + len(kept)
        kept += rows[examples].tolist()
    values = [None, *(made(value) for value in array.take(pa.array(kept)).to_pylist())]
    return trimmed(values, codes)


def _codes(items: Foreign) -> npt.NDArray[np.int64]:
    """Return a number for each item, the same for those that are alike."""
    found = np.zeros(len(items), dtype=np.int64)
    for leaf in items.flatten() if pa.types.is_struct(items.type) else [items]:
        if not pa.types.is_null(leaf.type):
            found = _paired(found, _numbers(leaf.dictionary_encode().indices, -1) + 1)
    return found


def _paired(one: npt.NDArray[np.int64], two: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return a number for each pair of numbers, small enough to be paired again."""
    if not len(two) or not (two != two[0]).any():
        return one
    if not (one != one[0]).any():
        return two
    pairs = one * (int(two.max()) + 1) + two
    inverse: npt.NDArray[np.int64] = np.unique(pairs, return_inverse=True)[1]
    return inverse


def _table(pairs: list[Mapping[str, str | None] | None]) -> object:
    """Return texts by key; what has a key twice stays a list, which is no such table."""
    told = [pair or {} for pair in pairs]
    found = {pair.get("key"): pair.get("text") for pair in told}
    return found if len(found) == len(pairs) else pairs


def _ids(names: list[str | None]) -> object:
    return names


def _citations(cited: list[Mapping[str, str | None] | None]) -> object:
    return [
        None if each is None else {name: text for name, text in each.items() if text is not None}
        for each in cited
    ]


_ITEMS: Final[Mapping[Form, Callable[[list[Any]], object]]] = {
    Form.TEXTS: _table,
    Form.NAMES: _ids,
    Form.SOURCES: _citations,
}
