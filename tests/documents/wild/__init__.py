"""Documents of their own kind, with layout and truth written side by side: one module for each organisation.

What each one holds was written from the rules of the exchange format before the reader had seen it.
"""

from . import (
    almvik,
    askersby,
    bjornviken,
    brantevik,
    dalby_gymnasium,
    ekvalla,
    hallnas,
    idredalen,
    kullerud,
    kungsro,
    ljungsund,
    marieholm,
    mellanbygden,
    norrdalen,
    norrtjarn,
    rosvik,
    sodra_lonenamnden,
    stenhamra,
    sundhamn,
    tornby,
    vattnas_energi,
)

DOCUMENTS = [
    module.DOCUMENT
    for module in (
        almvik,
        askersby,
        bjornviken,
        brantevik,
        dalby_gymnasium,
        ekvalla,
        hallnas,
        idredalen,
        kullerud,
        kungsro,
        ljungsund,
        marieholm,
        mellanbygden,
        norrdalen,
        norrtjarn,
        rosvik,
        sodra_lonenamnden,
        stenhamra,
        sundhamn,
        tornby,
        vattnas_energi,
    )
]
