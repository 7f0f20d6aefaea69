"""Documents of their own kind, with layout and truth written side by side: one module for each organisation.

What each one holds was written from the rules of the exchange format before the reader had seen it.
"""

import pkgutil
from importlib import import_module

_MODULES = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
# `written` holds what the others are written with.
DOCUMENTS = [module.DOCUMENT for module in _MODULES if hasattr(module, "DOCUMENT")]
