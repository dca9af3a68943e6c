"""A terminal for tests: somebody looks at it, and what it shows can be read."""

import io
import re

_PARTS = re.compile("\r|\n|\x1b\\[A|[^\r\n\x1b]+")


class Terminal(io.StringIO):
    """A stream that somebody looks at, for stdout and stderr alike."""

    def isatty(self) -> bool:
        """Say that it is a terminal."""
        return True

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, without blanks and lines at the end."""
        screen = [""]
        row = column = 0
        for part in _PARTS.findall(self.getvalue()):
            if part == "\r":
                column = 0
            elif part == "\n":
                row, column = row + 1, 0
                screen += [""] * (row + 1 - len(screen))
            elif part == "\x1b[A":
                row -= 1
            else:
                line = screen[row].ljust(column)
                screen[row] = line[:column] + part + line[column + len(part) :]
                column += len(part)
        found = [line.rstrip() for line in screen]
        while found and not found[-1]:
            found.pop()
        return found
