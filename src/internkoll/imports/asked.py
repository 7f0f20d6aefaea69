"""What the child process is asked to read: the first line of its stdin, before the file."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from internkoll.imports.rows.corrections import NO_CORRECTIONS, Corrections


class Asked(BaseModel):
    """`of`: a file, what was pasted ({"text", "html"}), or the source of what was read before (kept.py), to be
    understood anew. `name` is only told
    in messages; `period` names the results that carry no mark of their own. `keeps`: what is to be kept is told too.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: Literal["file", "paste", "source"] = "file"
    name: Annotated[str, Field(max_length=300)] = ""
    period: str | None = None
    corrections: Corrections = NO_CORRECTIONS
    keeps: bool = False
