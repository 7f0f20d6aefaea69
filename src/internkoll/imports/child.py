"""The process in which a stranger's file is opened: a file in on stdin, a document (or a refusal) out on stdout.

The limits are set before anything else is imported. Whatever goes wrong in here, whether a refusal, a lack of memory,
a crash in a library or a signal, ends this process only; the one that started it (reading.py) turns it into a message.
"""

import resource
import sys

MEMORY = 340 << 20
# Twice what 2,000 dense rows take on a slow machine, and little enough that a hostile file is refused within ten.
CPU_SECONDS = 7


def main() -> int:
    limit(resource.RLIMIT_AS, MEMORY)
    limit(resource.RLIMIT_CPU, CPU_SECONDS)
    limit(resource.RLIMIT_FSIZE, 0)
    limit(resource.RLIMIT_CORE, 0)
    # Imported below the limits, so that the libraries' own start is held by them too.
    from internkoll.imports.answer import answer  # noqa: PLC0415

    name, period = sys.argv[1], sys.argv[2] or None
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), name, period))
    return 0


def limit(kind: int, value: int) -> None:
    """Never raise a limit that the surroundings have set lower."""
    hard = resource.getrlimit(kind)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


if __name__ == "__main__":
    sys.exit(main())
