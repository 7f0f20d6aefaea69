"""Sets a report in type: the program of a child process, which holds the compiler within limits of memory and time.

Reads the report's data (JSON) from standard input and writes the PDF to standard output. Run as a file and not as a
module: the modules beside it have names that would hide those of the standard library.
Arguments: the template, the folder of fonts, and the most bytes of memory that may be asked for.
"""

import resource
import sys
from pathlib import Path


def main(template: str, fonts: str, memory: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    import typst  # noqa: PLC0415  after the limit is set, so that the compiler is held by it from its first byte

    pdf, warnings = typst.compile_with_warnings(
        template,
        root=str(Path(template).parent),
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs={"data": sys.stdin.buffer.read().decode("utf-8")},
        pdf_standards=["ua-1", "a-2a"],
    )
    if warnings:  # a font that is not found is only a warning
        sys.stderr.write("\n".join(str(warning) for warning in warnings))
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
