"""The process in which a workbook that has come back is opened: a file in on stdin, its rows (or a refusal) on stdout.

The same limits as where a document is opened (imports/child.py), set before anything else is imported.
"""

import resource
import sys

from internkoll.imports.child import CPU_SECONDS, MEMORY, limit


def main() -> int:
    limit(resource.RLIMIT_AS, MEMORY)
    limit(resource.RLIMIT_CPU, CPU_SECONDS)
    limit(resource.RLIMIT_FSIZE, 0)
    limit(resource.RLIMIT_CORE, 0)
    # Imported below the limits, so that the libraries' own start is held by them too.
    from internkoll.imports.workbooks.answer import answer  # noqa: PLC0415

    name, year = sys.argv[1], int(sys.argv[2])
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), name, year))
    return 0


if __name__ == "__main__":
    sys.exit(main())
