"""The process in which a stranger's file is opened: what is asked on the first line of stdin and the file after
it, a document (or a refusal) out on stdout.

The limits are set before anything else is imported. Whatever goes wrong in here, whether a refusal, a lack of memory,
a crash in a library or a signal, ends this process only; the one that started it (reading.py) turns it into a message.
"""

import resource
import sys

MEMORY = 340 << 20
# Twice what 2,000 dense rows or 100 dense pages of a PDF take on a slow machine, and little enough that a hostile file
# is refused within ten.
CPU_SECONDS = 9


def main() -> int:
    limit(resource.RLIMIT_AS, MEMORY)
    limit(resource.RLIMIT_FSIZE, 0)
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_CPU, CPU_SECONDS)
    # Imported below the limits, so that the libraries' own start is held by them too.
    from internkoll.imports.answer import answer  # noqa: PLC0415
    from internkoll.imports.asked import Asked  # noqa: PLC0415

    asked = Asked.model_validate_json(sys.stdin.buffer.readline())
    sys.stdout.buffer.write(answer(asked, sys.stdin.buffer.read()))
    return 0


def limit(kind: int, value: int) -> None:
    """Never raise a limit that the surroundings have set lower."""
    hard = resource.getrlimit(kind)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


if __name__ == "__main__":
    sys.exit(main())
