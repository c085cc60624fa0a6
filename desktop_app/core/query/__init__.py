"""What a reader types into the search box, as a value.

Any text is a valid query. Conditions stand side by side and all must hold; between two of them
``OR`` binds closer, ``AND`` closer still, ``NOT`` and a leading ``-`` closest; parentheses group.
Fields that are known (`FIELDS`, as in ``tag:ml``) narrow the result; all else is words to be
found, quoted ones together, one that ends in ``*``, or at the end of what is typed, as the
beginning of a word.
"""

from desktop_app.core.query.reading import (
    MOST_DEPTH,
    MOST_LENGTH,
    MOST_TERMS,
    Hint,
    Kind,
    hints,
    parse,
)
from desktop_app.core.query.terms import (
    FIELDS,
    HAS_VALUES,
    IS_VALUES,
    QUEUE_VALUES,
    Group,
    Node,
    Query,
    Term,
    negate,
)
from desktop_app.core.query.words import phrases, tokens

__all__ = [
    "FIELDS",
    "HAS_VALUES",
    "IS_VALUES",
    "MOST_DEPTH",
    "MOST_LENGTH",
    "MOST_TERMS",
    "QUEUE_VALUES",
    "Group",
    "Hint",
    "Kind",
    "Node",
    "Query",
    "Term",
    "hints",
    "negate",
    "parse",
    "phrases",
    "tokens",
]
